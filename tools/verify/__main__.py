"""Check every chain of a stage: `make verify [STAGE=production] [OUT=chains.ndjson]`.

With OUT the chains are kept in a file as well, which `tools/verify/chains.py` checks anywhere, offline.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3

from infra.stages import LOCAL, STAGES
from tools.import_county import work_on_the_local_stack
from tools.verify.chains import check, report
from tools.verify.stored import case_chains, writer_chains


def main(arguments: list[str]) -> int:
    """Read, keep if asked, and check."""
    parser = argparse.ArgumentParser(prog="make verify", description=__doc__)
    parser.add_argument("--stage", choices=sorted(STAGES), default=LOCAL.name)
    parser.add_argument("--stack-port", type=int, default=4566)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments)
    if asked.stage == LOCAL.name:
        work_on_the_local_stack(asked.stack_port)
    store, stage = boto3.client("dynamodb"), STAGES[asked.stage]
    lines = [
        json.dumps(chain, ensure_ascii=False)
        for chain in (
            *case_chains(_items(store, stage.named("cases"))),
            *writer_chains(_items(store, stage.named("audit"))),
        )
    ]
    if asked.out:
        asked.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return report(*check(lines))


def _items(store: Any, table: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - boto3 makes its clients at run time
    for page in store.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
