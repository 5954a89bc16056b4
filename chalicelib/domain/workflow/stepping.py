"""Taking one step by one rule: verdict, state, lapses, effect, new term; for people and the clock alike."""

from chalicelib.domain.vocabulary import FINAL_STATES, State
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.seats.ownership import with_owner
from chalicelib.domain.workflow.work import Work


def take(work: Work, rule: Rule, act: Act | None = None) -> None:
    """Do what a rule declares; what lapsed by it stands in `work.lapsed` (R-04)."""
    rule.beforehand(work)
    if rule.stops:
        work.stop_clock()
    for duty in work.case.duties:
        if duty.kind is rule.duty and duty.kind in rule.lapses:
            work.close_duty(duty)  # It is what the rule settles, so it has not lapsed.
    work.drop_duties([duty for duty in work.case.duties if duty.kind in rule.lapses])
    if rule.target is not None:
        work.change(state=rule.target, state_entered_at=work.now)
    if act is not None:
        rule.does(work, act)
    if rule.starts is not None:
        # Waiting on where it waited already, the case begins the next period on the last one's last day.
        waits_on = work.case.clock if act is None and rule.target is None else None
        work.start_clock(rule.starts, after=waits_on.due_on if waits_on is not None else None)
    if work.case.state in FINAL_STATES or work.case.state is State.CLOSING:
        work.change(clock=None)
    settle_owner(work)


def settle_owner(work: Work) -> None:
    """Name the one owner of the case as it now stands."""
    work.case = with_owner(work.case, work.around.rulebook, work.around.directory)
