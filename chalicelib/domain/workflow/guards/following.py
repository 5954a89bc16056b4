"""What a merge must fulfil beyond its form (R-71, R-72)."""

from typing import Final

from chalicelib.domain.errors import Fault
from chalicelib.domain.vocabulary import Role, State
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.conditions.leading import Stage, stage_for, stage_of

BEFORE_A_REPLY: Final = frozenset(State) - {State.FILED, State.CLOSING, State.SEALED}


def leads_an_open_matter(case: Case, _act: Act, around: Circumstances) -> Fault | None:
    """The case named is another one of this county, before its final reply, following nobody (R-71, R-72)."""
    lead = around.other
    if lead is None or lead.county != case.county:
        return Fault("/into", "没有这个编号的办件，请核对后再填。")
    if lead.case_no == case.case_no:
        return Fault("/into", "不能并入自己；请填写另一件的编号。")
    if lead.state is State.FOLLOWING:
        return Fault("/into", "那一件已经并入别的办件；请填写主件的编号。")
    if stage_for(case, lead) is not stage_of(lead):
        return Fault("/into", "那一件正由本件反映的单位办理，不能并入；请单独办理。")
    if lead.state not in BEFORE_A_REPLY or stage_of(lead) is not Stage.GOING_ON:
        return Fault("/into", "那一件已经答复或办结，不能再并入；请单独办理。")
    return None


def bodies_agree(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Two bodies' cases are joined by the county alone (R-71)."""
    lead = around.other
    is_countys = act.actor.role in {Role.COUNTY, Role.COUNTY_LEADER}
    if lead is None or is_countys or lead.supervising_org == case.supervising_org:
        return None
    return Fault("/into", "那一件由另一个机构受理，请由县里合并。")
