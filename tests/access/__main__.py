"""Write `docs/access.md` from the running application.

python -m tests.access
"""

import logging
import sys

from tests.access.table import PAGE, document

if __name__ == "__main__":
    # Each of some thousands of refusals is logged, as it should be, and nobody reads them here.
    logging.disable(logging.CRITICAL)
    PAGE.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
