"""What is settled beside the main line: extensions, objections, withdrawals, orders, coordination (R-01)."""

from typing import Final

from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.effects import (
    duties,
    following,
    orders,
)
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.rule import Party, Rule
from chalicelib.domain.workflow.rules.places import (
    AT_12345,
    EVERYTHING,
    FILED,
    FOLLOWING,
    FROM_ASSIGNED,
    GOES_ELSEWHERE,
    OPEN,
    OWNER,
    TRACKING,
    WATCHERS,
    WITH_HELPERS,
    WITH_UNIT,
)
from chalicelib.domain.workflow.seats.ownership import COUNTY

# fmt: off
DUTIES_RULES: Final = (
    Rule(sources=OPEN, action=Action.GRANT_EXTENSION, by=OWNER, duty=DutyKind.EXTENSION, step_in=True,
         when=c.MORE_APPROVERS, may=("opinion",), does=duties.pass_to_next_approver, basis="R-35"),
    Rule(sources=OPEN, action=Action.GRANT_EXTENSION, by=OWNER, duty=DutyKind.EXTENSION, step_in=True,
         when=c.LAST_APPROVER, may=("opinion",), does=duties.grant_extension, basis="H-12.6"),
    Rule(sources=OPEN, action=Action.REFUSE_EXTENSION, by=OWNER, duty=DutyKind.EXTENSION, step_in=True,
         needs=("reason",), does=duties.refuse_extension, basis="H-12.6"),
    Rule(sources=WITH_UNIT | TRACKING, action=Action.RULE_ON_OBJECTION, target=State.ASSIGNED, by=OWNER,
         duty=DutyKind.OBJECTION, step_in=True, choice=c.UPHELD, needs=("upheld", "reason"), may=("unit",), stops=True,
         starts=Term.HANDLING, lapses=WITH_HELPERS, does=effects.reassign,
         guards=(guards.ruling_names_unit, *GOES_ELSEWHERE), basis="R-23"),
    Rule(sources=WITH_UNIT | TRACKING, action=Action.RULE_ON_OBJECTION, by=OWNER, duty=DutyKind.OBJECTION,
         step_in=True, choice=c.REJECTED, needs=("upheld", "reason"), may=("unit",), does=duties.settle_objection,
         basis="R-23"),
    Rule(sources=OPEN, action=Action.ACCEPT_WITHDRAWAL, target=State.WITHDRAWN, by=OWNER, duty=DutyKind.WITHDRAWAL,
         step_in=True, may=("reason",), stops=True, lapses=EVERYTHING, beforehand=following.hand_on, basis="A-45"),
    Rule(sources=OPEN, action=Action.CONTINUE_EX_OFFICIO, by=OWNER, duty=DutyKind.WITHDRAWAL, step_in=True,
         needs=("reason",), does=duties.continue_ex_officio, basis="A-45"),
    Rule(sources=FROM_ASSIGNED, action=Action.SUPERVISE, by=(*WATCHERS, Party.IN_CHARGE), when=c.LED_BY_A_UNIT, needs=("reason", "requirement", "until"),
         does=orders.supervise, guards=(guards.until_lies_ahead,), basis="H-21.1"),
    Rule(sources=FROM_ASSIGNED, action=Action.ANSWER_SUPERVISION, by=OWNER, duty=DutyKind.SUPERVISION,
         when=c.UNANSWERED, needs=("text",), may=("uploads",), does=orders.answer_order, basis="H-21.1"),
    Rule(sources=FROM_ASSIGNED | AT_12345, action=Action.SETTLE_SUPERVISION, by=OWNER, duty=DutyKind.SUPERVISION, step_in=True,
         when=c.ANSWERED, choice=c.SETTLED, needs=("settled", "text"), may=("until",),
         does=orders.settle_order, basis="R-57"),
    Rule(sources=FROM_ASSIGNED, action=Action.SETTLE_SUPERVISION, by=OWNER, duty=DutyKind.SUPERVISION, step_in=True,
         when=c.ANSWERED, choice=c.UNSETTLED, needs=("settled", "text"), may=("until",),
         does=orders.reissue_order, guards=(guards.reissue_names_until, guards.until_lies_ahead), basis="R-57"),
    Rule(sources=FROM_ASSIGNED, action=Action.SETTLE_SUPERVISION, by=(COUNTY,), duty=DutyKind.SUPERVISION,
         when=c.SILENT, choice=c.SETTLED, needs=("settled", "text"), may=("until",),
         does=orders.settle_order, basis="R-57"),
    Rule(sources=FROM_ASSIGNED, action=Action.SETTLE_SUPERVISION, by=(COUNTY,), duty=DutyKind.SUPERVISION,
         when=c.SILENT, choice=c.UNSETTLED, needs=("settled", "text"), may=("until",),
         does=orders.reissue_order, guards=(guards.reissue_names_until, guards.until_lies_ahead), basis="R-57"),
    Rule(sources=OPEN - FILED - FOLLOWING, action=Action.FLAG_SPECIAL, by=WATCHERS, when=c.NOT_BEING_COORDINATED, needs=("reason",),
         does=duties.flag_special, basis="H-4.4"),
    Rule(sources=OPEN, action=Action.COORDINATE, by=OWNER, duty=DutyKind.COORDINATION, step_in=True,
         needs=("participants", "text", "until"), does=duties.record_coordination, guards=(guards.until_lies_ahead,),
         basis="H-4.4"),
    Rule(sources=FROM_ASSIGNED, action=Action.ANSWER_AS_CO_HANDLER, by=OWNER, duty=DutyKind.CO_HANDLING,
         needs=("text",), may=("uploads",), does=duties.answer_as_co_handler, basis="A-43"),
)
# fmt: on
