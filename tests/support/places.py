"""The five places side by side: each with its directory and rulebook, and a life that begins there."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.document import directory_from
from chalicelib.domain.identifiers import AccountId, CaseNo, CountyId, OrgId, PlaceId
from chalicelib.domain.routing.route import Matter, route
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Action, Role, SourceType
from chalicelib.domain.workflow.act import Act, Actor, Circumstances
from chalicelib.domain.workflow.case import Complaint, Source
from chalicelib.domain.workflow.filing import Filing, open_case
from tests.support import rulebooks
from tests.support.calendars import CN, CN_NX
from tests.support.life import CITIZEN, Life, beijing, refer
from tests.support.shipped import shipped


@dataclass(frozen=True)
class Place:
    """One tenant as it ships."""

    county: str
    directory: Directory
    rulebook: Rulebook
    calendar: Calendar

    def post(self, org: str, role: Role, number: int = 0, account: str = "") -> Actor:
        """Seat somebody at the n-th post of a role."""
        found = self.directory.posts_of(OrgId(org), role)[number]
        return Actor(account=AccountId(account or f"a-{found.id}"), role=role, org=found.org, post=found.id)


@cache
def place(county: str, rulebook: str) -> Place:
    book = rulebook_from(json.loads(rulebooks.shipped(rulebook)))
    return Place(
        county=county,
        directory=directory_from(shipped(f"demo/{county}/directory.json"), signing=()),
        rulebook=book,
        calendar=CN_NX if book.calendar.overlays else CN,
    )


HELAN = place("helan", "helan-2022")
JIANSHENG = place("jiansheng", "jiansheng")
KANDUN = place("kandun", "kandun-2020")
CUIJIANG = place("cuijiang", "cuijiang-2023")
YANTING = place("yanting", "sichuan-pilot")
EVERYWHERE = (HELAN, JIANSHENG, CUIJIANG, KANDUN, YANTING)


def a_case_at(
    here: Place,
    where: str,
    kind: str,
    day: str = "2024-03-04",
    clock: str = "10:00",
    *,
    times_brought: int = 1,
    **complaint: Any,
) -> Life:
    """A case filed somewhere in a place, in the citizen's own words."""
    matter = Matter(
        source=SourceType.OTHER, place=PlaceId(where), complained_unit=complaint.get("complained_unit")
    )
    nothing_listed = Checklist(
        county=CountyId(here.county), version="1", effective_on=date(2022, 1, 1), fields=(), items={}
    )
    way = route(matter, here.directory, nothing_listed, lowest_first=here.rulebook.level_by_level)
    filing = Filing(
        case_no=CaseNo("XX24030400000001"),
        county=CountyId(here.county),
        complaint=Complaint(
            kind=kind,
            source=Source(type=SourceType.OTHER),
            place=PlaceId(where),
            responsible_unit=way.unit,
            title=refer("路灯坏了"),
            content=refer("村口的路灯坏了半年，没有人来修。"),
            **complaint,
        ),
        words=("路灯坏了", "村口的路灯坏了半年，没有人来修。"),
        route=way,
        times_brought=times_brought,
    )
    now = beijing(day, clock)
    around = Circumstances(
        now=now, rulebook=here.rulebook, calendar=here.calendar, directory=here.directory, refer=refer
    )
    decision = open_case(filing, Act(action=Action.FILE, actor=CITIZEN, request="0" * 16), around)
    return Life(
        case=decision.after,
        now=now,
        rulebook=here.rulebook,
        calendar=here.calendar,
        directory=here.directory,
    )
