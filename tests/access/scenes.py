"""Complaints at the standings where different people may look: each in an office of its own, in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from app import app
from chalicelib.adapters.shipped_files.counties import county_files, demonstration
from chalicelib.domain.vocabulary import Action, SourceType
from chalicelib.runtime.wiring import use
from tests.api.test_cases_citizen import GOOD, do
from tests.support.counties import HELAN_FILES, shelves_with
from tests.support.edge import Caller
from tests.support.life import EDUCATION
from tests.support.office import OfficeServices, Town

ELSEWHERE: Final = "kandun"
"""The county whose officials have no business here."""


@cache
def two_counties():
    """Read the files once: they are the same in every scene."""
    return shelves_with(HELAN_FILES, county_files(demonstration(ELSEWHERE)))


@dataclass(frozen=True)
class Scene:
    """A case, and the office it lies in."""

    town: Town
    case_no: str
    upload: str

    @property
    def case(self):
        return self.town.services.cases.get(self.case_no)


def _filed(town: Town, **changes: object) -> tuple[str, str]:
    upload = str(town.upload(town.citizen()))
    return town.file(uploads=[upload], **changes), upload


def _filed_alone(_: Town, __: str) -> None:
    """Nobody has touched it."""


def _handling(town: Town, case_no: str) -> None:
    town.assigned(case_no)


def _in_review(town: Town, case_no: str) -> None:
    handler = town.assigned(case_no)
    town.act(case_no, handler, "draft_reply", text="补贴已于昨日发放到卡，请查收。")
    town.act(case_no, handler, "submit_reply", outcome="已解决")


def _recused(town: Town, case_no: str) -> None:
    _in_review(town, case_no)
    town.act(case_no, town.body_of(case_no), Action.RECUSE, reason="与当事人是亲属")


def _replied(town: Town, case_no: str) -> None:
    town.replied(case_no)


def _rated(town: Town, case_no: str) -> None:
    town.replied(case_no)
    assert do(town, case_no, "evaluation", {"aspects": GOOD}).status_code == 200


def _sealed(town: Town, case_no: str) -> None:
    town.act(case_no, town.body_of(case_no), Action.SEAL, reason="反映干部违纪")


_AGAINST_A_UNIT: Final = {
    "source": {"type": SourceType.OTHER.value},
    "complained_of": {"unit": EDUCATION},
}
_ABOUT_MINORS: Final = {"minors_involved": True, "capacity": "监护人"}

SCENES: Final[Mapping[str, tuple[Callable[[Town, str], None], Mapping[str, object]]]] = {
    "待受理": (_filed_alone, {}),
    "办理中": (_handling, {}),
    "审核中": (_in_review, {}),
    "审核中，一名审核人已回避": (_recused, {}),
    "待评价": (_replied, {}),
    "已评价": (_rated, {}),
    "办理中，涉及未成年人": (_handling, _ABOUT_MINORS),
    "待受理，投诉县教育体育局的作风": (_filed_alone, _AGAINST_A_UNIT),
    "已转信访专员": (_sealed, {}),
}
"""Name, how it comes there, and what is filed otherwise than usual."""


def scene(name: str) -> Scene:
    """Play a case up to its standing; the office answers only while `played` is open."""
    bring, changes = SCENES[name]
    services = OfficeServices()
    services.shelves = two_counties()
    with use(services):
        town = Town(services, Caller(app))
        case_no, upload = _filed(town, **changes)
        bring(town, case_no)
    return Scene(town, case_no, upload)
