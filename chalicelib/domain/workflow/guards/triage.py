"""What an act before the work order must fulfil beyond its form (R-10, R-14, K-3.1a)."""

from dataclasses import replace

from chalicelib.domain.errors import Fault
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case, Proposal
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.guards.main_line import unsigned
from chalicelib.domain.workflow.seats.review import proposal_chain


def unit_needs_no_proposal(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Hand no case to a unit that receives its cases by a signed proposal (R-14, K-3.1a)."""
    rule, org = around.rulebook.proposal, around.directory.find_org(act.inputs.unit)
    if rule.proposer is None or org is None or org.type not in rule.for_units:
        return None
    return Fault("/unit", f"转给{org.type.label}的件要先拟办审批：请先移交拟办。")


def unit_takes_proposals(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Propose only for units that receive their cases so (R-14)."""
    rule, org = around.rulebook.proposal, around.directory.find_org(act.inputs.unit)
    if org is None or not rule.for_units or org.type in rule.for_units:
        return None
    return Fault("/unit", f"{org.type.label}办理的件不用拟办审批，由受理机构直接转办。")


def another_post_signs_proposal(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Propose only what somebody else can sign (J-2.4, R-28)."""
    if around.directory.find_org(act.inputs.unit) is None:
        return None  # That there is no such unit is told already.
    proposed = Proposal(text=case.complaint.content, unit=act.inputs.unit, proposer=act.actor.account)
    seated = replace(case, proposal=proposed)
    return unsigned(proposal_chain(case, around.rulebook), act.actor.post, seated, around, "/text")


def body_is_right_below(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Downward goes one level, to a body that takes complaints in (R-10)."""
    below = around.directory.bodies_below(certain(case.supervising_org, "somebody holds the case"))
    if any(org.id == act.inputs.body for org in below):
        return None
    return Fault("/body", "只能交给下一级的受理机构，请从名单中选择。")
