"""What the intake body may do, and what of it later on."""

from typing import Final

from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.conditions import triage as t
from chalicelib.domain.workflow.effects import (
    branching,
    following,
    orders,
    triage,
)
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.guards import feedback
from chalicelib.domain.workflow.guards import following as following_guards
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.guards import triage as triage_guards
from chalicelib.domain.workflow.rule import Party, Rule
from chalicelib.domain.workflow.rules.places import (
    ASSIGNED,
    BEFORE_REPLY,
    EDITED,
    EVERYTHING,
    FILED,
    FOLLOWING,
    FROM_ASSIGNED,
    GOES_ELSEWHERE,
    INTAKE,
    INTAKE_ONLY,
    OPEN,
    PROPOSAL,
    TAKEN_OVER,
    TRACKING,
    UNIT,
    WATCHERS,
    WITH_HELPERS,
    WITH_UNIT,
    WORKING,
)
from chalicelib.domain.workflow.seats.ownership import COUNTY, INTAKE_BODY

# fmt: off
INTAKE_RULES: Final = (
    Rule(sources=INTAKE, action=Action.RECORD_DELIBERATION, by=INTAKE_ONLY, step_in=True, when=t.DELIBERATION_OWED,
         needs=("done_on", "venue", "meeting", "chaired_by", "recorded_by", "participants", "text", "leaders_opinion",
                "groups_opinion"),
         may=("remark",), does=triage.record_deliberation, guards=(guards.done_not_in_future,), basis="J-3.2.a"),
    Rule(sources=INTAKE, action=Action.ASSIGN, target=State.ASSIGNED, by=INTAKE_ONLY, step_in=True, when=t.ASSIGNABLE,
         needs=("unit",), may=("reason",), stops=True, starts=Term.HANDLING, does=effects.assign,
         guards=(guards.unit_can_handle, guards.unit_is_not_accused, triage_guards.unit_needs_no_proposal,
                 guards.other_unit_needs_reason), basis="H-11.1"),
    Rule(sources=INTAKE, action=Action.ANSWER_DIRECTLY, target=State.ANSWERED_DIRECTLY, by=INTAKE_ONLY, step_in=True,
         when=t.TRIAGED, needs=("reason", "text"), stops=True, lapses=EVERYTHING, basis="H-10.3"),
    Rule(sources=INTAKE, action=Action.DECLINE, target=State.DECLINED, by=INTAKE_ONLY, step_in=True, when=t.TRIAGED,
         needs=("reason", "text"), stops=True, lapses=EVERYTHING, basis="A-41"),
    Rule(sources=INTAKE, action=Action.REDIRECT_12388, target=State.REDIRECTED_12388, by=INTAKE_ONLY, step_in=True,
         needs=("text",), stops=True, lapses=EVERYTHING, basis="S-20"),
    Rule(sources=INTAKE, action=Action.SOLVE_AT_ONCE, target=State.CLOSING, by=INTAKE_ONLY, when=t.AT_VILLAGE,
         needs=("course", "effect", "outcome", "method", "channel"), may=("uploads",), stops=True, lapses=EVERYTHING,
         does=triage.solve_at_once, guards=(feedback.course_and_effect_differ, feedback.group_answer_is_shown),
         basis="C-M7.0"),
    Rule(sources=INTAKE, action=Action.PASS_UPWARD, target=State.INTAKE, by=INTAKE_ONLY, when=t.MAY_PASS_UPWARD,
         needs=("reason",), stops=True, starts=Term.INTAKE, does=triage.pass_upward, basis="C-M6c"),
    Rule(sources=ASSIGNED | WORKING, action=Action.PASS_UPWARD, target=State.INTAKE, by=UNIT, when=t.MAY_PASS_UPWARD,
         needs=("reason",), stops=True, starts=Term.INTAKE, lapses=TAKEN_OVER, does=triage.pass_upward, basis="R-10"),
    Rule(sources=INTAKE, action=Action.REFER_DOWN, target=State.INTAKE, by=INTAKE_ONLY, when=t.MAY_REFER_DOWN,
         needs=("body", "requirement"), stops=True, starts=Term.INTAKE, does=triage.refer_down,
         guards=(triage_guards.body_is_right_below,), basis="R-10"),
    Rule(sources=INTAKE, action=Action.REFER_OUTSIDE, target=State.TRACKING_12345, by=INTAKE_ONLY, step_in=True,
         when=t.TRIAGED, needs=("target",), may=("external_no", "reason"), stops=True, starts=Term.CHASE,
         does=triage.refer_outside, guards=(guards.number_or_proof,), basis="J-3.2.c"),
    Rule(sources=INTAKE, action=Action.REFER_UP, by=INTAKE_ONLY, when=t.NOT_YET_REFERRED, target=State.INTAKE,
         needs=("reason",), stops=True, starts=Term.INTAKE, does=effects.move_to_county, basis="H-11.5"),
    Rule(sources=INTAKE, action=Action.REROUTE, by=(COUNTY,), when=t.HELD_BY_COUNTY, target=State.INTAKE,
         needs=("body", "reason"), stops=True, starts=Term.INTAKE, does=effects.move_to_body,
         guards=(guards.body_takes_in,), basis="H-5.3"),
    Rule(sources=INTAKE, action=Action.TRANSFER_12345, target=State.TRACKING_12345, by=INTAKE_ONLY, step_in=True,
         when=t.TRIAGED, needs=("target",), may=("external_no", "reason"), stops=True, starts=Term.CHASE, does=effects.push_to_platform,
         guards=(guards.number_or_proof, guards.second_push_is_the_countys), basis="H-11.3"),
    Rule(sources=INTAKE, action=Action.ADVISE_12345, target=State.TRACKING_12345, by=INTAKE_ONLY, step_in=True,
         when=t.TRIAGED, needs=("text",), stops=True, starts=Term.ADVICE_WINDOW, basis="H-11.3"),
    Rule(sources=INTAKE | WITH_UNIT, action=Action.RECLASSIFY, by=INTAKE_ONLY, step_in=True, when=c.RECKONED_ANEW,
         needs=("kind", "reason"), does=effects.reclassify,
         guards=(guards.kind_is_another, guards.kind_is_no_accusation), basis="A-13"),
    Rule(sources=INTAKE | WITH_UNIT, action=Action.SET_OVERRIDE, by=INTAKE_ONLY, step_in=True, when=c.RECKONED_ANEW,
         needs=("working_days", "basis"), does=effects.set_override, guards=(guards.limit_is_no_earlier,), basis="H-12.4"),
    Rule(sources=INTAKE | PROPOSAL | BEFORE_REPLY | TRACKING | FOLLOWING, action=Action.SEAL, target=State.SEALED, by=INTAKE_ONLY,
         step_in=True, when=t.FREE_IN_ROUND_ONE, needs=("reason",), stops=True, starts=Term.SEALED_ACCEPTANCE,
         lapses=EVERYTHING, does=effects.seal, basis="H-11.2"),
    Rule(sources=INTAKE | PROPOSAL | BEFORE_REPLY | TRACKING, action=Action.MERGE, target=State.FOLLOWING, by=WATCHERS,
         when=t.FREE_IN_ROUND_ONE, needs=("into",), may=("reason", "people", "amount"), stops=True, lapses=EVERYTHING,
         does=following.merge, guards=(following_guards.leads_an_open_matter, following_guards.bodies_agree),
         basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.UNMERGE, target=State.INTAKE, by=WATCHERS, needs=("reason",),
         starts=Term.INTAKE, lapses=EVERYTHING, does=following.unmerge, basis="R-72"),
    Rule(sources=OPEN - FILED, action=Action.REDACT, by=INTAKE_ONLY, needs=("title", "text"), may=("demand", "kept"),
         does=branching.redact, guards=EDITED, basis="K-5.3b"),
    Rule(sources=OPEN - FILED, action=Action.SPLIT, by=INTAKE_ONLY, when=t.FREE_TO_GO, needs=("title", "text", "reason"),
         may=("demand", "kept"), does=branching.split, told_as=Action.REDACT, guards=EDITED, basis="A-20"),
    Rule(sources=WITH_UNIT | TRACKING, action=Action.REASSIGN, target=State.ASSIGNED, by=INTAKE_ONLY,
         when=c.NOT_ELEVATED, needs=("unit", "reason"), may=("show_draft",), stops=True, starts=Term.HANDLING,
         lapses=WITH_HELPERS, does=effects.reassign, guards=GOES_ELSEWHERE, basis="H-12.1"),
    Rule(sources=INTAKE | PROPOSAL | WITH_UNIT, action=Action.FLAG_MAJOR, by=(INTAKE_BODY, Party.PROPOSER),
         when=t.NOT_MAJOR, needs=("reason",), does=triage.flag_major, basis="J-3.2.1b"),
    Rule(sources=INTAKE | PROPOSAL | WITH_UNIT, action=Action.UNFLAG_MAJOR, by=(Party.MAJOR_SIGNER,), when=t.MAJOR,
         needs=("reason",), does=triage.unflag_major, basis="J-3.2.1b"),
    Rule(sources=BEFORE_REPLY | TRACKING, action=Action.RELEASE_NUMBER, by=INTAKE_ONLY, when=c.NUMBER_OFFERED,
         does=effects.release_number, basis="A-19"),
    Rule(sources=FROM_ASSIGNED, action=Action.RECORD_EVASION, by=INTAKE_ONLY, when=c.LED_BY_A_UNIT,
         needs=("reason", "until"), does=orders.supervise, guards=(guards.until_lies_ahead,), basis="S-5"),
)
# fmt: on
