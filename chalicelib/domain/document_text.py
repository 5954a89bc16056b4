"""The text of a document that somebody typed: read as JSON, with nothing silently lost."""

import json
from typing import Any

from chalicelib.domain.errors import Fault, InvalidInputError


def opened(content: bytes) -> tuple[Any, list[Fault]]:
    """Read the content of a file as JSON and name every key that stands twice in one object.

    Raises:
        InvalidInputError: It is no UTF-8, or no JSON.
    """
    try:
        # Editors on Windows begin a file with a mark that JSON does not know.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInputError([Fault("", "不是 UTF-8 编码，请另存为 UTF-8。")]) from None
    return parsed(text)


def parsed(text: str) -> tuple[Any, list[Fault]]:
    """Read a text as JSON and name every key that stands twice in one object.

    JSON lets a key stand twice and keeps the last; in a rulebook that is a number silently lost, in a
    directory a body without its superior, so it is a fault here. Reading goes on, so that it is told
    together with the faults of sense.

    Raises:
        InvalidInputError: With the one place where the text stops being JSON.
    """
    twice: list[Fault] = []

    def only_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        members: dict[str, object] = {}
        for key, value in pairs:
            if key in members:
                twice.append(Fault("", f"“{key}”在同一组里写了两遍，请只留一个。"))
            members[key] = value
        return members

    try:
        document = json.loads(text, object_pairs_hook=only_once)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 个字附近不合 JSON 格式，请检查逗号、引号和括号。"
        raise InvalidInputError([Fault("", place)]) from error
    except (RecursionError, ValueError) as error:
        # A number of thousands of digits is no JSONDecodeError to Python, though nobody meant it.
        raise InvalidInputError([Fault("", "括号套得太深或数字太长，请检查文件是否拿错了。")]) from error
    return document, twice
