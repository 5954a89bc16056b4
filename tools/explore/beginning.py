"""How an explored case begins: one filing for every way that the life after it can differ."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.deadlines.instants import at
from chalicelib.domain.identifiers import CaseNo, ItemId, OrgId
from chalicelib.domain.routing.route import Matter, route
from chalicelib.domain.vocabulary import Action, SourceType
from chalicelib.domain.workflow.act import Act, Decision
from chalicelib.domain.workflow.case import Complaint, Source
from chalicelib.domain.workflow.filing import Filing, open_case
from tools.explore.cast import CITIZEN
from tools.explore.scenery import Scenery
from tools.explore.world import World, checklist

TITLE = "补贴没到账"
NUMBER = CaseNo("HL21030100000001")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A filing; years before the last notice, so that a long life stays on firm days."""

    world: World
    day: str = "2021-03-01"
    conduct_of: OrgId | None = None
    """A matter of conduct, about this unit and on no list (R-27)."""
    may_call: bool = False
    leads: bool = False
    """Others follow it from the first (A-44)."""
    number: CaseNo = NUMBER
    kind: str = ""
    """Another than the place's usual one."""

    @property
    def filed_at(self) -> datetime:
        return at(date.fromisoformat(self.day), "10:00")

    def file(self) -> Decision:
        scenery = self.world.scenery
        item = None if self.conduct_of else _listed_item(scenery)
        source = SourceType.CHECKLIST if item else SourceType.OTHER
        matter = Matter(source=source, place=scenery.place, item=item, complained_unit=self.conduct_of)
        lowest_first = self.world.rulebook.level_by_level
        way = route(matter, self.world.directory, checklist(scenery), lowest_first=lowest_first)
        complaint = Complaint(
            kind=self.kind or scenery.kind,
            source=Source(type=source, ref=item),
            place=scenery.place,
            item=item,
            complained_unit=self.conduct_of,
            responsible_unit=way.unit,
            may_call=self.may_call,
            title=self.world.around(self.filed_at).refer(TITLE),
            content=self.world.around(self.filed_at).refer(TITLE),
        )
        filing = Filing(
            case_no=self.number,
            county=scenery.county,
            complaint=complaint,
            words=(TITLE,),
            route=way,
        )
        filed = open_case(filing, Act(action=Action.FILE, actor=CITIZEN), self.world.around(self.filed_at))
        return replace(filed, after=replace(filed.after, leading=self.leads))


def _listed_item(scenery: Scenery) -> ItemId | None:
    listed = checklist(scenery).published()
    return next((ItemId(item.id) for item in listed if item.responsible_unit == scenery.units[0]), None)
