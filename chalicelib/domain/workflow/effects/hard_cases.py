"""Hard cases: raised by being brought again and again, put in charge of one leader (K-3.1b)."""

from typing import Final

from chalicelib.domain.errors import Fault
from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.vocabulary import Flag, Role
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case, Complaint, InCharge
from chalicelib.domain.workflow.clock.ladder import climb
from chalicelib.domain.workflow.seats.seating import barred_from
from chalicelib.domain.workflow.work import Work

LEADERS: Final = frozenset(
    {Role.MAIN_LEADER, Role.LEADER_IN_CHARGE, Role.DISCIPLINE_SECRETARY, Role.COUNTY_LEADER}
)
"""Who can take a case in charge; a unit's own leader answers for it anyway."""


def same_matter(one: Complaint, other: Complaint, *, titled_alike: bool) -> bool:
    """Tell whether two complaints of one person are about one matter.

    At one place: under one title, about one item of the checklist, or, on no list, about one unit.
    """
    if one.place != other.place:
        return False
    if titled_alike or one.item is not None:
        return titled_alike or one.item == other.item
    return (
        other.item is None
        and one.complained_unit is not None
        and one.complained_unit == other.complained_unit
    )


def raise_if_hard(work: Work) -> None:
    """A matter brought, or badly rated, often enough is a hard one from now on, and leaders hear of it."""
    case, rule = work.case, work.around.rulebook.supervision
    if rule is None or Flag.HARD in case.flags:
        return
    if case.counts.times_brought + case.counts.bad_ratings < rule.hard_at:
        return
    work.change(flags=case.flags | {Flag.HARD})
    climb(work, Trigger.HARD_CASE)


def put_in_charge(work: Work, act: Act) -> None:
    """One leader answers for it from now on; a later act names another one."""
    post = work.around.directory.post(act.inputs.in_charge)
    work.change(flags=work.case.flags | {Flag.HARD}, in_charge=InCharge(post=post.id, org=post.org))


def leader_may_take_charge(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Refuse a post that is no leader's here, or that must keep away from this case (A-30)."""
    directory = around.directory
    post = directory.find_post(act.inputs.in_charge)
    if (
        post is None
        or not post.active
        or post.role not in LEADERS
        or not directory.is_within(post.org, directory.root)
    ):
        return Fault("/in_charge", "包案的要是本地的领导岗位，请从名单中选择。")
    if post.id in barred_from(case, directory):
        return Fault("/in_charge", "这个岗位在本件中应当回避，请选择另一位领导。")
    return None
