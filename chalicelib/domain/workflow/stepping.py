"""Taking one step by one rule: verdict, state, lapses, effect, new term; for people and the clock alike."""

from datetime import datetime

from chalicelib.domain.vocabulary import FINAL_STATES, State
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.ownership import with_owner
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.work import Work


def take(work: Work, rule: Rule, at: datetime, act: Act | None = None) -> tuple[str, ...]:
    """Do what a rule declares, and name the duties that lapsed by it (R-04)."""
    if rule.stops:
        work.stop_clock()
    lapsed = work.drop_duties(rule.lapses)
    if rule.target is not None:
        work.change(state=rule.target, state_entered_at=at)
    if act is not None:
        rule.does(work, act)
    if rule.starts is not None:
        work.start_clock(rule.starts, at)
    if work.case.state in FINAL_STATES or work.case.state is State.CLOSING:
        work.change(clock=None)
    settle_owner(work)
    return tuple(duty.kind for duty in lapsed)


def settle_owner(work: Work) -> None:
    """Name the one owner of the case as it now stands."""
    work.case = with_owner(work.case, work.around.rulebook, work.around.directory)
