"""Check chains of hashes that were written to a file: Python alone, no network, nothing of this project.

    python chains.py chains.ndjson

Each line of the file is one chain, a case's timeline or the audit events of one process:

    {"chain": "case HL26112300000001", "length": 3, "last": "9f…",
     "links": [{"seq": 1, "hash": "…", "content": {…}}, …]}

A hash is SHA-256 over the hash before it (nothing before the first), a line feed, and the content as JSON
with sorted keys and no spaces. `length` and `last` are what the case itself says; a writer's chain says
neither.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

FAULTY = 1
NOT_POSSIBLE = 2


def link_hash(previous: str, content: Mapping[str, Any]) -> str:
    """Give 64 hex digits over the hash before and what is written."""
    written = json.dumps(dict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{previous}\n{written}".encode()).hexdigest()


def faults(chain: Mapping[str, Any]) -> Iterator[str]:
    """Say everything that is wrong with a chain, in the order of its entries; nothing, if it is whole."""
    numbers = [link["seq"] for link in chain["links"]]
    yield from _numbering(numbers)
    if numbers != list(range(1, len(numbers) + 1)):
        # Behind a hole every hash is another one: the hole has been told.
        return
    previous = ""
    for link in chain["links"]:
        if link["content"].get("seq") != link["seq"]:
            yield f"第 {link['seq']} 条：内容里的序号是 {link['content'].get('seq')}，是别处挪来的"
            return
        previous = link_hash(previous, link["content"])
        if link["hash"] and link["hash"] != previous:
            yield f"第 {link['seq']} 条：内容和当时写下的不一样"
            return
    length, last = chain["length"], chain["last"]
    if length is not None and length != len(numbers):
        yield f"最后几条：办件上写着共 {length} 条，只有 {len(numbers)} 条"
    elif last is not None and last != previous:
        yield f"第 {len(numbers)} 条或者它前面：和办件上留的指纹对不上"


def _numbering(numbers: list[int]) -> Iterator[str]:
    if not numbers:
        yield "一条也没有"
        return
    for number in sorted(set(range(1, max(numbers) + 1)) - set(numbers)):
        yield f"第 {number} 条：不见了"
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield f"第 {number} 条：有两条"
    if len(set(numbers)) == len(numbers) and numbers != sorted(numbers):
        yield "次序：被调换过"


def check(lines: Iterable[str]) -> tuple[int, int, list[str]]:
    """Check a file's lines: how many chains, how many entries, and every fault with its chain."""
    chains, entries, told = 0, 0, []
    for line in lines:
        chain = json.loads(line)
        chains += 1
        entries += len(chain["links"])
        told += [f"{chain['chain']}，{fault}" for fault in faults(chain)]
    return chains, entries, told


def report(chains: int, entries: int, told: list[str]) -> int:
    """Print what was found, and give the exit code."""
    for fault in told:
        print(fault)
    print(f"查了 {chains} 条链、{entries} 条记录：" + (f"有 {len(told)} 处不对。" if told else "全部完好。"))
    return FAULTY if told else 0


def main(arguments: list[str]) -> int:
    """Check the file that is named."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print(__doc__, file=sys.stderr)
        return NOT_POSSIBLE
    with Path(arguments[0]).open(encoding="utf-8") as lines:
        return report(*check(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
