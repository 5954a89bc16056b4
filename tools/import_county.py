"""Import a county's files into a stage, or name everything that is wrong with them.

    make import COUNTY_DIR=folder [STAGE=production] [CHECK=1]

The folder holds county.json, directory.json, checklist.json, and if the county has its own: rulebook.json
and calendars/*.json (shapes: chalicelib/data/schemas). Run again, it changes nothing; with CHECK=1 it writes
nothing.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError
from pynamodb.connection import Connection

from chalicelib.adapters.dynamodb.connection import connect, neighbour
from chalicelib.adapters.dynamodb.register import DynamoRegister
from chalicelib.adapters.s3.library import S3Library
from chalicelib.adapters.shipped_files.counties import county_files
from chalicelib.domain.directory.cautions import Caution, cautions
from chalicelib.domain.errors import UnavailableError
from chalicelib.usecases.county_files import CountyFaultyError, Files, county_documents
from chalicelib.usecases.import_county import ImportCounty
from infra.stages import LOCAL, STAGES, Stage
from tools.local.deployment import REGION

FAULTY = 1
NOT_POSSIBLE = 2
MOST_TOLD = 12


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make import", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stage", choices=sorted(STAGES), default="local")
    parser.add_argument("--stack-port", type=int, default=4566)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(arguments)
    if not asked.folder.is_dir():
        print(f"{asked.folder}：没有这个文件夹。用法：make import COUNTY_DIR=文件夹", file=sys.stderr)
        return NOT_POSSIBLE
    files = county_files(asked.folder)
    try:
        documents = county_documents(files)
        if asked.check:
            print(f"{documents.tenant.name}：没有问题。")
            _tell(cautions(documents.directory))
            return 0
        if asked.stage == LOCAL.name:
            work_on_the_local_stack(asked.stack_port)
        return import_into(STAGES[asked.stage], files)
    except CountyFaultyError as error:
        print(f"{asked.folder}：有 {len(error.faults)} 处要改，什么都没有写入：", file=sys.stderr)
        print(in_lines(error), file=sys.stderr)
        return FAULTY
    except (UnavailableError, BotoCoreError) as error:
        way_out = "请先 make run" if asked.stage == LOCAL.name else "请检查网络和 AWS 凭据"
        print(f"存储没有响应：{way_out}，再导入一次；已写入的部分会接着用。（{error}）", file=sys.stderr)
        return NOT_POSSIBLE


def in_lines(error: CountyFaultyError) -> str:
    """Write each fault on a line: file, place, what to do."""
    return "\n".join(
        f"  {fault.file} {fault.pointer or '整个文件'}：{fault.detail}" for fault in error.faults
    )


def import_into(stage: Stage, files: Files) -> int:
    imported = importer(stage)(files)
    county = imported.county
    if not imported.is_news:
        print(f"{county.name}：已经是这些版本，没有变化。")
        return 0
    print(f"{county.name}已启用：")
    for what, version in (
        ("规则", county.rulebook),
        ("日历", county.calendar),
        ("机构和岗位", county.directory),
        ("监督事项清单", county.checklist),
    ):
        print(f"  {what} {version}")
    _tell(imported.cautions)
    return 0


def importer(stage: Stage) -> ImportCounty:
    """Give the importer of a stage, with the rights of whoever runs it."""
    stores = stores_of(stage)
    return ImportCounty(stores.library, stores.register)


@dataclass(frozen=True, slots=True)
class Stores:
    """Where a stage keeps its documents and its tenants."""

    connection: Connection
    library: S3Library
    register: DynamoRegister


def stores_of(stage: Stage) -> Stores:
    """Reach the stores of a stage."""
    session = boto3.session.Session()
    connection = connect(session.region_name or "us-east-1")
    bucket = f"{stage.named('library')}-{_account(session)}"
    return Stores(
        connection,
        S3Library(neighbour(connection, "s3"), bucket),
        DynamoRegister(connection, stage.named("registry")),
    )


def _account(session: Any) -> str:  # noqa: ANN401  boto3 makes its clients at run time.
    """Give the number of the account, which is part of every bucket's name (infra/buckets.py)."""
    return str(session.client("sts").get_caller_identity()["Account"])


def work_on_the_local_stack(port: int) -> None:
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",  # pragma: allowlist secret - the emulator's own
        "AWS_DEFAULT_REGION": REGION,
    }


def _tell(concerns: Sequence[Caution]) -> None:
    if concerns:
        print(f"可以启用，但有 {len(concerns)} 处值得补齐：")
    for caution in concerns[:MOST_TOLD]:
        print(f"  {caution.detail}")
    if len(concerns) > MOST_TOLD:
        print("  …… 启用后在县级看板可以看到全部。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
