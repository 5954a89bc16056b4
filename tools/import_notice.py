"""Take a holiday notice into the calendar of a stage, or name everything that is wrong with it.

    make calendar FILE=notice.json [NAME=CN-NX] [STAGE=production] [CHECK=1]

The file holds one notice, in the shape that notices have in chalicelib/data/calendars. What changes is told
day by day; with CHECK=1 nothing is written. Every county that counts by the calendar moves to it, and the
sweeps count its open cases again: only later, never earlier. Run again, it changes nothing and says how far
they are.
"""

import argparse
import sys
from pathlib import Path

from botocore.exceptions import BotoCoreError

from chalicelib.adapters.dynamodb.job_log import DynamoJobLog
from chalicelib.domain.errors import InvalidInputError, UnavailableError
from chalicelib.usecases.import_notice import ImportNotice, Move
from chalicelib.usecases.recount_shard import progress
from infra.stages import LOCAL, STAGES
from tools.import_county import FAULTY, NOT_POSSIBLE, Stores, stores_of, work_on_the_local_stack


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make calendar", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--name", default="CN")
    parser.add_argument("--stage", choices=sorted(STAGES), default="local")
    parser.add_argument("--stack-port", type=int, default=4566)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(arguments)
    if not asked.file.is_file():
        print(f"{asked.file}：没有这个文件。用法：make calendar FILE=通知.json", file=sys.stderr)
        return NOT_POSSIBLE
    if asked.stage == LOCAL.name:
        work_on_the_local_stack(asked.stack_port)
    try:
        stores = stores_of(STAGES[asked.stage])
        import_notice = ImportNotice(stores.library, stores.register)
        moves = import_notice(asked.name, asked.file.read_bytes(), only_check=asked.check)
        for move in moves:
            _tell(move)
        if not moves:
            print("这份通知已经收录，没有变化。")
            _tell_progress(stores, asked.stage)
        elif asked.check:
            print("检查通过，什么都没有写入。去掉 CHECK=1 再运行一次就启用。")
        else:
            print("已启用。没办完的件十分钟内开始逐件重算，期限只会顺延，不会提前，改了期限的会通知到人。")
            print("再运行一次这条命令，可以看重算到哪里了。")
    except InvalidInputError as error:
        print(f"{asked.file}：有 {len(error.faults)} 处要改，什么都没有写入：", file=sys.stderr)
        for fault in error.faults:
            print(f"  {fault.pointer or '整个文件'}：{fault.detail}", file=sys.stderr)
        return FAULTY
    except (UnavailableError, BotoCoreError) as error:
        way_out = "请先 make run" if asked.stage == LOCAL.name else "请检查网络和 AWS 凭据"
        print(f"存储没有响应：{way_out}，再运行一次；已写入的部分会接着用。（{error}）", file=sys.stderr)
        return NOT_POSSIBLE
    return 0


def _tell(move: Move) -> None:
    print(f"{'、'.join(county.name for county in move.counties)}：{move.before} → {move.after}")
    for line in move.difference.in_words():
        print(f"  {line}")


def _tell_progress(stores: Stores, stage: str) -> None:
    log = DynamoJobLog(stores.connection, STAGES[stage].named("gate"))
    known = progress(log, stores.register.counties())
    print(f"没办完的件分 {known.shards} 份重算，已完成 {known.finished} 份。")
    print(f"看过 {known.looked_at} 件，其中 {known.moved} 件的期限顺延或者确定下来。")
    for line in known.put_off:
        print(f"  暂时没能重算，下一轮再试：{line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
