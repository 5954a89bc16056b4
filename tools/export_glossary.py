"""Write the second half of `docs/glossary.md` from the vocabulary and its labels; the first is by hand.

python -m tools.export_glossary
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from chalicelib.api.county_answers import SOURCE_LABELS
from chalicelib.domain import labels, vocabulary
from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.vocabulary import Colour, Flag, Unit

PAGE: Final = Path(__file__).parents[1] / "docs" / "glossary.md"
FROM_HERE: Final = "<!-- From here on written by `make docs`; do not edit. -->\n"

FLAGS: Final = {
    Flag.MAJOR: "重大",
    Flag.SPECIAL: "特殊事项",
    Flag.COLLECTIVE: "集体",
    Flag.MINORS_INVOLVED: "涉未成年人",
    Flag.ELEVATED: "提级",
    Flag.HARD: "疑难",
}
COLOURS: Final = {Colour.BLUE: "蓝灯", Colour.YELLOW: "黄灯", Colour.RED: "红灯"}
UNITS: Final = {Unit.WORKING_DAY: "工作日", Unit.CALENDAR_DAY: "日（自然日）", Unit.MONTH: "月"}

WORDS: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    vocabulary.State: labels.STATES,
    vocabulary.Action: labels.ACTIONS,
    vocabulary.Role: labels.ROLES,
    vocabulary.Term: labels.TERMS,
    vocabulary.DutyKind: labels.DUTIES,
    vocabulary.SourceType: SOURCE_LABELS,
    vocabulary.Flag: FLAGS,
    vocabulary.Colour: COLOURS,
    vocabulary.Unit: UNITS,
    OrgType: {kind: kind.label for kind in OrgType},
}
"""Machine words and the people's words beside them."""

PEOPLES_OWN: Final = (vocabulary.Outcome, vocabulary.Grade, vocabulary.Aspect, vocabulary.ReviewItem)
"""Sets whose stored word is the clause's own; English only in the code."""


def exported() -> str:
    """Give the page as it should be: its first half as it stands, its second anew."""
    by_hand, _, _ = PAGE.read_text(encoding="utf-8").partition(FROM_HERE)
    return by_hand + FROM_HERE + "".join(_sections())


def _sections() -> Iterable[str]:
    for words, said in WORDS.items():
        yield _table(words, ((f"`{word.value}`", said[word]) for word in words))
    for words in PEOPLES_OWN:
        yield _table(words, ((word.name.lower().replace("_", " "), f"`{word.value}`") for word in words))


def _table(words: type[StrEnum], rows: Iterable[tuple[str, str]]) -> str:
    first_line = (words.__doc__ or "").splitlines()[0]
    body = "".join(f"| {english} | {chinese} |\n" for english, chinese in rows)
    return f"\n### {words.__name__}\n\n{first_line}\n\n| English | 中文 |\n|---|---|\n{body}"


if __name__ == "__main__":
    PAGE.write_text(exported(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
