r"""What no input may hold, wherever it stands: values that a store, a log or a screen would misread.

NUL ends strings in half the world's software; a lone surrogate is no character and cannot be written down
as UTF-8. JSON can carry both only as `\u` escapes, so a body without a backslash-u is clean unseen.
Marks that reorder text on the screen are another matter: they are refused in short identifying fields
(`fields.py`), where they could disguise a name, and kept in long text, where some scripts need them.
"""

import re
from collections.abc import Iterator
from typing import Final

from chalicelib.domain.errors import Fault

_UNWRITABLE: Final = re.compile("[\u0000\ud800-\udfff]")
DETAIL: Final = "含有无法保存的字符，请删除后再提交。"


def faults_of(text: str, tree: object) -> list[Fault]:
    """Name every place of a parsed body that holds what cannot be kept."""
    return list(_walk(tree, "")) if "\\u" in text else []


def step(name: str | int) -> str:
    """Give one step of a JSON pointer (RFC 6901), fit to be printed even if the key is not."""
    plain = _UNWRITABLE.sub("\ufffd", str(name))
    return "/" + plain.replace("~", "~0").replace("/", "~1")


def _walk(tree: object, pointer: str) -> Iterator[Fault]:
    if isinstance(tree, str):
        if _UNWRITABLE.search(tree):
            yield Fault(pointer, DETAIL)
    elif isinstance(tree, list):
        for index, each in enumerate(tree):
            yield from _walk(each, pointer + step(index))
    elif isinstance(tree, dict):
        for key, each in tree.items():
            if _UNWRITABLE.search(key):
                yield Fault(pointer + step(key), DETAIL)
            yield from _walk(each, pointer + step(key))
