"""What rules do where one matter has many who complain of it: one work order, every one answered (A-44)."""

from dataclasses import replace
from typing import Final

from chalicelib.domain.vocabulary import Action, DutyKind, Flag, State
from chalicelib.domain.workflow.act import Act, Inputs
from chalicelib.domain.workflow.case import CITIZEN, Case, Owed, Scalar
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.effects.main_line import recall_work_order
from chalicelib.domain.workflow.stepping import settle_owner
from chalicelib.domain.workflow.work import Work

MERGED: Final = "A-44, R-71"
HANDED_ON: Final = (
    "state", "state_entered_at", "track", "work_order", "review_step", "step_since", "supervising_org",
    "lead_unit", "former_units", "leader_post", "handler_post", "clock", "deliberated", "handed_over",
    "proposal", "draft", "former_draft", "reply", "replied_at", "counts", "logged", "contacted", "co_units",
    "confirmed", "recused", "interim_sent", "tracking_since", "tracking_until", "referred_outside",
    "external_no", "limit_override", "order_limit", "people", "amount",
    "in_charge", "urged",
)  # fmt: skip
"""The work order with everything that was done on it: the same for whoever leads next (R-73)."""
ITS_OWN: Final = frozenset({DutyKind.WITHDRAWAL})
"""A duty that concerns the citizen who withdraws, and nobody else."""


def merge(work: Work, act: Act) -> None:
    """From now on the case follows another; its own work order is recalled (R-71)."""
    ahead = certain(work.beside, "the case that is named changes with this one")
    lead = ahead.case
    recall_work_order(work)
    work.change(
        lead=lead.case_no,
        lead_due=lead.clock.due_on if lead.clock is not None else None,
        handed_over=False,
        supervising_org=lead.supervising_org,
        lead_unit=lead.lead_unit,
        leader_post=lead.leader_post,
        handler_post=lead.handler_post,
        track=lead.track,
        lead_reply=lead.reply,
        reply=lead.reply or work.case.reply,
        reads_from=(lead.case_no, *lead.reads_from),
    )
    ahead.change(
        leading=True,
        flags=lead.flags | {Flag.COLLECTIVE},
        people=act.inputs.people or lead.people,
        amount=act.inputs.amount or lead.amount,
    )
    # Whoever has it in hand sees who else waits; the request is told in the case that it was sent for.
    told = replace(act, inputs=Inputs(reason=act.inputs.reason), request="", body="")
    ahead.write_act(told, MERGED, (), {"follower": work.case.case_no})


def unmerge(work: Work, _act: Act) -> None:
    """It was another matter after all: back to the body, for a verdict of its own (R-72)."""
    recall_work_order(work)


def hand_on(work: Work) -> None:
    """The lead is withdrawn: whoever has waited longest leads, with the same work order and due (R-73)."""
    old = work.case
    waiting = [
        each
        for each in work.around.followers or ()
        if each.state is State.FOLLOWING and each.lead == old.case_no
    ]
    if not waiting:
        return
    heir = work.take_beside(min(waiting, key=_waited_since))
    heir.change(
        **{name: getattr(old, name) for name in HANDED_ON},
        flags=heir.case.flags | old.flags,
        duties=tuple(duty for duty in old.duties if duty.kind not in ITS_OWN),
        lead=None,
        lead_due=None,
        lead_reply=None,
        leading=True,
        reads_from=(old.case_no, *old.reads_from),
    )
    settle_owner(heir)
    owed = [Owed("N2", CITIZEN), *([Owed("N10", heir.case.owner_post)] if heir.case.owner_post else [])]
    data: dict[str, Scalar] = {"of": old.case_no}
    if old.limit_override:
        # Another rule's limit comes with the work order, and the heir's own is gone (H-12.4).
        data["working_days"] = old.limit_override
    heir.write_fact(Action.SUCCEED, "R-73", owes=owed, data=data)
    work.change(successor=heir.case.case_no)


def _waited_since(case: Case) -> tuple[object, str]:
    return case.filed_at, case.case_no
