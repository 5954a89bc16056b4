"""How an explored case begins: one filing for every way that the life after it can differ."""

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.deadlines.instants import at
from chalicelib.domain.identifiers import CaseNo, CountyId, ItemId, OrgId, PlaceId
from chalicelib.domain.routing.route import Matter, route
from chalicelib.domain.vocabulary import Action, SourceType
from chalicelib.domain.workflow.act import Act, Decision
from chalicelib.domain.workflow.case import Complaint, Source
from chalicelib.domain.workflow.filing import Filing, open_case
from tools.explore.cast import CITIZEN
from tools.explore.world import LISTED, World, checklist

PLACE = PlaceId("640122100")
TITLE = "补贴没到账"
KIND = "非咨询"


@dataclass(frozen=True, slots=True)
class Beginning:
    """A filing; years before the last notice, so that a long life stays on firm days."""

    world: World
    day: str = "2021-03-01"
    conduct_of: OrgId | None = None
    """A matter of conduct, about this unit and on no list (R-27)."""
    may_call: bool = False

    @property
    def filed_at(self) -> datetime:
        return at(date.fromisoformat(self.day), "10:00")

    def file(self) -> Decision:
        item = None if self.conduct_of else _listed_item()
        source = SourceType.CHECKLIST if item else SourceType.OTHER
        matter = Matter(source=source, place=PLACE, item=item, complained_unit=self.conduct_of)
        way = route(matter, self.world.directory, checklist())
        complaint = Complaint(
            kind=KIND,
            source=Source(type=source, ref=item),
            place=PLACE,
            item=item,
            complained_unit=self.conduct_of,
            responsible_unit=way.unit,
            may_call=self.may_call,
            title=self.world.around(self.filed_at).refer(TITLE),
            content=self.world.around(self.filed_at).refer(TITLE),
        )
        filing = Filing(
            case_no=CaseNo("HL21030100000001"),
            county=CountyId("helan"),
            complaint=complaint,
            words=(TITLE,),
            route=way,
        )
        return open_case(filing, Act(action=Action.FILE, actor=CITIZEN), self.world.around(self.filed_at))


def _listed_item() -> ItemId:
    return next(ItemId(item.id) for item in checklist().published() if item.responsible_unit == LISTED)
