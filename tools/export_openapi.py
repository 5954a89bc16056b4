"""Write `chalicelib/data/openapi.json` from what the routes promise.

python -m tools.export_openapi
"""

import json

from app import app
from chalicelib.api.contract import DESCRIPTION
from chalicelib.api.openapi import document_of, operations_of
from chalicelib.api.problem_codes import codes


def exported() -> str:
    """Give the text of the built file."""
    return json.dumps(document_of(operations_of(app), codes()), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    DESCRIPTION.write_text(exported(), encoding="utf-8")
    print(f"wrote {DESCRIPTION.name}")
