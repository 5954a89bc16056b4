"""Trim botocore's descriptions of AWS to what runs: a client parses all of them each time a process starts.

Left out: services that are never called, examples, and the prose of the reference manual, which is two
thirds of every description. They are stored plainly, since a zip is compressed anyway and a process need not
do it twice. What a description says about calls is not touched. `make bench` shows what that saves.
"""

import gzip
import json
import shutil
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

PROSE = "documentation"
ENDPOINTS = "endpoints.json"


def trim(data: Path, services: AbstractSet[str]) -> None:
    """Trim `botocore/data` in place.

    Args:
        data: The folder.
        services: The services that are kept.
    """
    for folder in [path for path in data.iterdir() if path.is_dir() and path.name not in services]:
        shutil.rmtree(folder)
    for file in sorted(data.rglob("*.json*")):
        if file.name.startswith("examples-"):
            file.unlink()
        else:
            _write_plainly(file, services)


def _write_plainly(file: Path, services: AbstractSet[str]) -> None:
    content = file.read_bytes()
    is_packed = file.suffix == ".gz"
    description = json.loads(gzip.decompress(content) if is_packed else content)
    if file.name == ENDPOINTS:
        for partition in description["partitions"]:
            known = partition["services"]
            partition["services"] = {name: known[name] for name in known if name in services}
    file.unlink()
    plain = file.with_suffix("") if is_packed else file
    plain.write_text(json.dumps(_without_prose(description), ensure_ascii=False, separators=(",", ":")))


def _without_prose(description: Json) -> Json:
    """Empty every text of the manual; the key stays, since botocore asks for some of them."""
    if isinstance(description, dict):
        return {
            name: "" if name == PROSE and isinstance(value, str) else _without_prose(value)
            for name, value in description.items()
        }
    if isinstance(description, list):
        return [_without_prose(each) for each in description]
    return description
