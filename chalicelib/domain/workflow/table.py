"""The law of the case as a table: who may do what where, and what follows (design §3, transitions.md).

The engine only looks rules up here; nothing else asks a case for its state to decide what is allowed.
"""

from typing import Final

from chalicelib.domain.vocabulary import FINAL_STATES, Action, DutyKind, State, Term
from chalicelib.domain.workflow import (
    branch_guards,
    branching,
    effects,
    extension_guards,
    following,
    following_guards,
    guards,
    leading,
    signing,
    triage_guards,
)
from chalicelib.domain.workflow import conditions as c
from chalicelib.domain.workflow import duty_effects as duties
from chalicelib.domain.workflow import feedback_guards as feedback
from chalicelib.domain.workflow import order_effects as orders
from chalicelib.domain.workflow import process_effects as process
from chalicelib.domain.workflow import reply_effects as replies
from chalicelib.domain.workflow import triage_conditions as t
from chalicelib.domain.workflow import triage_effects as triage
from chalicelib.domain.workflow.ownership import COUNTY, HANDLER, INTAKE_BODY, SEALED_DESK, UNIT_LEADER
from chalicelib.domain.workflow.rule import Party, Rule

SEALED: Final = frozenset({State.SEALED})
OPEN: Final = frozenset(State) - FINAL_STATES - SEALED
FILED: Final = frozenset({State.FILED})
INTAKE: Final = frozenset({State.INTAKE})
ASSIGNED: Final = frozenset({State.ASSIGNED})
WORKING: Final = frozenset({State.HANDLING, State.DRAFTING})
TRACKING: Final = frozenset({State.TRACKING})
IN_REVIEW: Final = frozenset({State.IN_REVIEW})
PROPOSAL: Final = frozenset({State.PROPOSAL})
FEEDBACK: Final = frozenset({State.AWAITING_FEEDBACK})
WITH_UNIT: Final = ASSIGNED | WORKING | IN_REVIEW
BEFORE_REPLY: Final = WITH_UNIT | FEEDBACK
"""With the unit, and nothing said to the citizen yet."""
AT_12345: Final = frozenset({State.TRACKING_12345})
REPLIED: Final = frozenset({State.REPLIED})
FOLLOWING: Final = frozenset({State.FOLLOWING})
DECISION: Final = frozenset({State.DECISION})
FROM_ASSIGNED: Final = BEFORE_REPLY | TRACKING | REPLIED | DECISION | {State.CLOSING}

INTAKE_ONLY: Final = (INTAKE_BODY,)
UNIT: Final = (HANDLER, UNIT_LEADER)
WATCHERS: Final = (INTAKE_BODY, COUNTY)
CITIZEN: Final = (Party.CITIZEN,)
SIGNER: Final = (Party.SIGNER,)
OWNER: Final = (Party.DUTY_OWNER,)
PROPOSER: Final = (Party.PROPOSER,)
SEALED_SEAT: Final = (SEALED_DESK,)

BESIDE: Final = frozenset({DutyKind.EXTENSION, DutyKind.OBJECTION, DutyKind.WITHDRAWAL})
"""What the final reply and a re-assignment end (R-04)."""
WITH_HELPERS: Final = BESIDE | {DutyKind.CO_HANDLING}
TAKEN_OVER: Final = WITH_HELPERS | {DutyKind.SUPERVISION}
EVERYTHING: Final = frozenset(DutyKind)

GOES_ELSEWHERE: Final = (guards.unit_can_handle, guards.unit_is_not_accused, guards.unit_is_another)
HELPS: Final = (guards.co_handler_is_another_unit, guards.unit_is_not_accused)
PROPOSED: Final = (
    guards.unit_can_handle,
    guards.unit_is_not_accused,
    triage_guards.unit_takes_proposals,
    triage_guards.another_post_signs_proposal,
)
FED_BACK: Final = (
    guards.done_not_in_future,
    feedback.course_and_effect_told,
    feedback.citizen_was_contacted,
    feedback.work_is_on_record,
    feedback.group_answer_is_shown,
    feedback.every_unit_confirmed,
)
EDITED: Final = (branch_guards.words_are_others, branch_guards.kept_files_are_here)
EXTENDED: Final = (
    extension_guards.extension_within_first_limit,
    extension_guards.extension_within_total,
    extension_guards.extension_beyond_count_is_special,
)
_EXPLAINED: Final = ("text", "method", "done_on", "done_by")

# fmt: off
_INTAKE_RULES: Final = (
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
         needs=("reason",), stops=True, starts=Term.INTAKE, lapses=WITH_HELPERS, does=triage.pass_upward, basis="R-10"),
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

_PROPOSAL_RULES: Final = (
    Rule(sources=INTAKE, action=Action.HAND_OVER, by=INTAKE_ONLY, step_in=True, when=t.NOT_HANDED_OVER,
         may=("reason",), does=triage.hand_over, basis="R-18"),
    Rule(sources=INTAKE, action=Action.PROPOSE, target=State.PROPOSAL, by=PROPOSER, step_in=True,
         when=t.PROPOSABLE & t.SIGNED_IN_INTAKE, needs=("unit", "text"), does=triage.propose, guards=PROPOSED,
         basis="J-3.2.1"),
    Rule(sources=INTAKE, action=Action.PROPOSE, target=State.PROPOSAL, by=PROPOSER, step_in=True,
         when=t.PROPOSABLE & t.SIGNED_IN_OWN_TERM, needs=("unit", "text"), stops=True, starts=Term.PROPOSAL_SIGNING,
         does=triage.propose, guards=PROPOSED, basis="K-4.1c"),
    Rule(sources=PROPOSAL, action=Action.SIGN_PROPOSAL, by=SIGNER, step_in=True, when=c.SIGNATURES_MISSING,
         may=("opinion",), does=signing.sign, basis="J-3.2.1"),
    Rule(sources=PROPOSAL, action=Action.SIGN_PROPOSAL, target=State.ASSIGNED, by=SIGNER, step_in=True,
         when=t.LAST_OF_PROPOSAL, may=("opinion",), stops=True, starts=Term.HANDLING, does=triage.assign_as_proposed,
         basis="J-3.2.1"),
    Rule(sources=PROPOSAL, action=Action.REFUSE_PROPOSAL, target=State.INTAKE, by=SIGNER, step_in=True,
         when=t.SIGNED_IN_INTAKE, needs=("reason",), does=triage.refuse_proposal, basis="R-16"),
    Rule(sources=PROPOSAL, action=Action.REFUSE_PROPOSAL, target=State.INTAKE, by=SIGNER, step_in=True,
         when=t.SIGNED_IN_OWN_TERM, needs=("reason",), stops=True, starts=Term.REPROPOSAL, does=triage.refuse_proposal,
         basis="R-16"),
)

_12345_RULES: Final = (
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, by=INTAKE_ONLY, when=c.AWAITING_OUTCOME,
         choice=c.SETTLED, needs=("settled", "text"), starts=Term.ADVICE_WINDOW, basis="H-11.4"),
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, target=State.TRANSFERRED_OUT, by=INTAKE_ONLY,
         when=c.AWAITING_RECEIPT, choice=c.SETTLED, needs=("settled", "text"), lapses=EVERYTHING, basis="R-09"),
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, target=State.INTAKE, by=INTAKE_ONLY,
         when=c.AWAITING_RECEIPT, choice=c.UNSETTLED, needs=("settled", "text"), starts=Term.INTAKE, basis="R-09"),
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, target=State.INTAKE, by=INTAKE_ONLY,
         when=c.AWAITING_OUTCOME, choice=c.UNSETTLED, needs=("settled", "text"), starts=Term.INTAKE, basis="A-22"),
    Rule(sources=INTAKE | PROPOSAL | FROM_ASSIGNED, action=Action.RECORD_12345_OUTCOME, by=INTAKE_ONLY, when=c.PUSHED_BEFORE,
         needs=("settled", "text"), basis="R-64"),
    Rule(sources=AT_12345, action=Action.RECLAIM_12345, target=State.INTAKE, by=INTAKE_ONLY, step_in=True, when=c.CHASED_TWICE,
         needs=("reason",), starts=Term.INTAKE, basis="R-64"),
    Rule(sources=AT_12345, action=Action.EXPLAIN_AND_CLOSE, target=State.CLOSING, by=INTAKE_ONLY, step_in=True, when=c.CHASED_TWICE,
         needs=_EXPLAINED, may=("outcome",), stops=True, lapses=BESIDE, does=effects.explain,
         guards=(guards.done_not_in_future,), basis="R-64"),
    Rule(sources=AT_12345, action=Action.EVALUATE, target=State.TRANSFERRED_OUT, by=CITIZEN, when=c.RATING_OPEN,
         choice=c.SATISFIED, needs=("grades",), may=("comment",), lapses=EVERYTHING, does=effects.evaluate,
         guards=(guards.every_aspect_graded,), basis="R-66"),
    Rule(sources=AT_12345, action=Action.EVALUATE, by=CITIZEN, when=c.RATING_OPEN, choice=c.DISSATISFIED,
         needs=("grades",), may=("comment",), starts=Term.JUDGEMENT, does=effects.evaluate,
         guards=(guards.every_aspect_graded,), basis="H-11.4"),
    Rule(sources=AT_12345, action=Action.JUDGE_LAWFUL, by=INTAKE_ONLY, step_in=True, when=c.AWAITING_JUDGEMENT,
         choice=c.LAWFUL, needs=("lawful",), may=("reason",), stops=True, does=orders.follow_up_12345, basis="R-67"),
    Rule(sources=AT_12345, action=Action.JUDGE_LAWFUL, target=State.TRANSFERRED_OUT, by=INTAKE_ONLY, step_in=True,
         when=c.AWAITING_JUDGEMENT, choice=c.UNLAWFUL, needs=("lawful",), may=("reason",), stops=True, lapses=EVERYTHING,
         guards=(guards.unlawful_needs_reason,), basis="R-67"),
)

_UNIT_RULES: Final = (
    Rule(sources=ASSIGNED, action=Action.SIGN_IN, target=State.HANDLING, by=UNIT, basis="A-07"),
    Rule(sources=ASSIGNED, action=Action.NAME_HANDLERS, target=State.HANDLING, by=(UNIT_LEADER,), implies=Action.SIGN_IN,
         needs=("leader", "handler"), does=effects.name_handlers, guards=(guards.handlers_sit_in_unit,), basis="H-20.1"),
    Rule(sources=WORKING | FEEDBACK | TRACKING, action=Action.NAME_HANDLERS, by=(UNIT_LEADER,),
         needs=("leader", "handler"), does=effects.name_handlers, guards=(guards.handlers_sit_in_unit,), basis="H-20.1"),
    Rule(sources=ASSIGNED | {State.HANDLING}, action=Action.OBJECT, by=UNIT, when=c.BEFORE_FIRST_DRAFT,
         needs=("reason",), does=duties.object_to_order, basis="R-22"),
    Rule(sources=WITH_UNIT | TRACKING, action=Action.REQUEST_REASSIGNMENT, by=UNIT, when=c.NO_REASSIGNMENT_ASKED,
         needs=("reason",), does=duties.ask_reassignment, basis="R-26"),
    Rule(sources=ASSIGNED, action=Action.LOG_PROGRESS, target=State.HANDLING, by=UNIT, implies=Action.SIGN_IN,
         needs=("log_type", "text"), may=("uploads",), does=process.log_progress, guards=(guards.log_type_is_known,),
         basis="S-7"),
    Rule(sources=WORKING | FEEDBACK | TRACKING, action=Action.LOG_PROGRESS, by=UNIT, needs=("log_type", "text"),
         may=("uploads",), does=process.log_progress, guards=(guards.log_type_is_known,), basis="S-7"),
    Rule(sources=ASSIGNED, action=Action.RECORD_CONTACT, target=State.HANDLING, by=UNIT, implies=Action.SIGN_IN,
         needs=("method", "done_on", "text"), does=process.record_contact, guards=(guards.done_not_in_future,),
         basis="C-M8b"),
    Rule(sources=WORKING | FEEDBACK | TRACKING, action=Action.RECORD_CONTACT, by=UNIT,
         needs=("method", "done_on", "text"), does=process.record_contact, guards=(guards.done_not_in_future,),
         basis="C-M8b"),
    Rule(sources=ASSIGNED, action=Action.MESSAGE_CITIZEN, target=State.HANDLING, by=UNIT, implies=Action.SIGN_IN,
         needs=("text",), basis="A-19"),
    Rule(sources=WORKING | FEEDBACK | TRACKING | FOLLOWING, action=Action.MESSAGE_CITIZEN, by=UNIT, needs=("text",), basis="A-19"),
    Rule(sources=ASSIGNED, action=Action.ADD_CO_HANDLER, target=State.HANDLING, by=UNIT, implies=Action.SIGN_IN,
         needs=("unit", "reason"), does=duties.add_co_handler, guards=HELPS, basis="H-12.1"),
    Rule(sources=WORKING, action=Action.ADD_CO_HANDLER, by=UNIT, needs=("unit", "reason"),
         does=duties.add_co_handler, guards=HELPS, basis="H-12.1"),
    Rule(sources=WORKING | IN_REVIEW, action=Action.REQUEST_EXTENSION, by=UNIT,
         when=c.BEFORE_DUE_NONE_PENDING & c.BY_WORKING_DAYS, needs=("working_days", "reason"),
         may=("special", "special_category"), does=duties.ask_extension, guards=EXTENDED, basis="H-12.6"),
    Rule(sources=WORKING | IN_REVIEW, action=Action.REQUEST_EXTENSION, by=UNIT,
         when=c.BEFORE_DUE_NONE_PENDING & c.BY_DAYS, needs=("calendar_days", "reason"),
         may=("special", "special_category"), does=duties.ask_extension, guards=EXTENDED, basis="K-4.4b"),
    Rule(sources=FROM_ASSIGNED, action=Action.TRANSFER_CLUE, by=UNIT, needs=("text",), unseen=True,
         does=branching.transfer_clue, basis="K-4.2b"),
    Rule(sources=WORKING, action=Action.DRAFT_REPLY, target=State.DRAFTING, by=UNIT, when=c.HANDLERS_NAMED,
         needs=("text",), does=replies.draft_final, basis="H-12.5"),
    Rule(sources=TRACKING, action=Action.DRAFT_REPLY, target=State.DRAFTING, by=UNIT,
         needs=("text",), does=replies.draft_final, basis="R-39"),
    Rule(sources=frozenset({State.DRAFTING}), action=Action.SUBMIT_REPLY, target=State.IN_REVIEW, by=UNIT,
         when=c.DRAFT_READY, needs=("outcome",), does=replies.submit_final,
         guards=(guards.another_post_signs, guards.required_work_is_on_record), basis="H-12.5"),
    Rule(sources=WORKING, action=Action.REPLY_INTERIM, target=State.IN_REVIEW, by=UNIT, when=c.INTERIM_OPEN,
         needs=("text", "reason"), does=replies.submit_interim, guards=(guards.another_post_signs,), basis="H-12.9"),
    Rule(sources=TRACKING, action=Action.RECORD_FOLLOW_UP, by=UNIT, needs=_EXPLAINED, may=("uploads",),
         stops=True, starts=Term.FOLLOW_UP, does=effects.record_follow_up, guards=(guards.done_not_in_future,),
         basis="H-12.9"),
)

_REVIEW_RULES: Final = (
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, by=SIGNER, step_in=True, when=c.SIGNATURES_MISSING,
         needs=("checked",), may=("opinion",), does=signing.sign, guards=(guards.every_item_ticked,), basis="H-13.2"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.REPLIED, by=SIGNER, step_in=True,
         when=c.LAST_OF_RATED, needs=("checked",), may=("opinion",), stops=True, starts=Term.EVALUATION,
         lapses=WITH_HELPERS, does=replies.send_final, guards=(guards.every_item_ticked,), basis="H-12.5"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.CLOSING, by=SIGNER, step_in=True,
         when=c.LAST_OF_UNRATED, needs=("checked",), may=("opinion",), stops=True, lapses=WITH_HELPERS,
         does=replies.send_final, guards=(guards.every_item_ticked,), basis="R-43"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.AWAITING_FEEDBACK, by=SIGNER, step_in=True,
         when=c.LAST_WITHIN_HANDLING, needs=("checked",), may=("opinion",), lapses=BESIDE, does=replies.approve,
         guards=(guards.every_item_ticked,), basis="R-42"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.AWAITING_FEEDBACK, by=SIGNER, step_in=True,
         when=c.LAST_BEFORE_FEEDBACK, needs=("checked",), may=("opinion",), stops=True, starts=Term.FEEDBACK,
         lapses=BESIDE, does=replies.approve, guards=(guards.every_item_ticked,), basis="R-42"),
    Rule(sources=FEEDBACK, action=Action.GIVE_FEEDBACK, target=State.CLOSING, by=UNIT,
         needs=("method", "done_on", "text"), may=("course", "effect", "channel", "uploads", "reason"), stops=True,
         lapses=WITH_HELPERS, does=replies.give_feedback, guards=FED_BACK, basis="R-42"),
    Rule(sources=FEEDBACK, action=Action.CONFIRM_JOINT_FEEDBACK, by=(Party.CO_HANDLER,), when=c.UNCONFIRMED,
         may=("opinion",), does=replies.confirm_joint_feedback, basis="K-3.3a"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.TRACKING, by=SIGNER, step_in=True,
         when=c.LAST_OF_INTERIM, needs=("checked",), may=("opinion",), stops=True, starts=Term.FOLLOW_UP,
         lapses=frozenset({DutyKind.EXTENSION}), does=replies.send_interim, guards=(guards.every_item_ticked,),
         basis="H-12.9"),
    Rule(sources=IN_REVIEW, action=Action.RETURN_REVIEW, target=State.HANDLING, by=SIGNER, step_in=True,
         when=c.NOT_TRACKED, needs=("reason",), does=replies.return_draft, basis="H-13.4"),
    Rule(sources=IN_REVIEW, action=Action.RETURN_REVIEW, target=State.TRACKING, by=SIGNER, step_in=True,
         when=c.OUT_OF_TRACKING, needs=("reason",), does=replies.return_draft, basis="R-39"),
    Rule(sources=PROPOSAL | IN_REVIEW, action=Action.RECUSE, by=SIGNER, needs=("reason",), does=effects.recuse,
         guards=(guards.somebody_is_left,), basis="A-30"),
    Rule(sources=INTAKE | DECISION, action=Action.RECUSE, by=(INTAKE_BODY, Party.PROPOSER), needs=("reason",), does=effects.recuse,
         guards=(guards.somebody_is_left,), basis="A-30"),
)

_DUTY_RULES: Final = (
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
    Rule(sources=FROM_ASSIGNED, action=Action.SUPERVISE, by=WATCHERS, when=c.LED_BY_A_UNIT, needs=("reason", "requirement", "until"),
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

_SUPERVISION_RULES: Final = (
    Rule(sources=WITH_UNIT | TRACKING | DECISION, action=Action.ELEVATE, target=State.HANDLING, by=(COUNTY,),
         when=c.BELOW_COUNTY, needs=("reason",), stops=True, starts=Term.HANDLING, lapses=TAKEN_OVER,
         does=effects.elevate, basis="H-15.2"),
    Rule(sources=DECISION, action=Action.REHANDLE, target=State.ASSIGNED, by=INTAKE_ONLY, step_in=True,
         when=c.ROUNDS_LEFT, needs=("reason",), may=("unit", "working_days"), stops=True, starts=Term.HANDLING,
         does=effects.rehandle,
         guards=(guards.unit_can_handle, guards.unit_is_not_accused, guards.shorter_than_first), basis="H-15.1"),
    Rule(sources=DECISION | TRACKING, action=Action.EXPLAIN_AND_CLOSE, target=State.CLOSING, by=INTAKE_ONLY, step_in=True,
         needs=_EXPLAINED, may=("outcome",), stops=True, lapses=WITH_HELPERS, does=effects.explain,
         guards=(guards.done_not_in_future,), basis="H-15.3"),
    Rule(sources=DECISION, action=Action.CONTINUE_TRACKING, target=State.TRACKING, by=INTAKE_ONLY, step_in=True,
         when=c.OUT_OF_TRACKING, needs=("until", "reason"), stops=True, starts=Term.FOLLOW_UP,
         does=effects.continue_tracking, guards=(guards.until_lies_ahead,), basis="R-38"),
    Rule(sources=FEEDBACK | REPLIED | DECISION, action=Action.CLARIFY, by=WATCHERS, when=t.PROVED_UNTRUE,
         needs=("done_on", "venue", "meeting", "participants", "text", "consented"),
         guards=(guards.done_not_in_future,), basis="K-3.4"),
    Rule(sources=OPEN - FILED, action=Action.MARK_CLUE, by=WATCHERS, needs=("text",), unseen=True,
         does=branching.mark_clue, basis="C-M21"),
    Rule(sources=OPEN - FILED, action=Action.ANNOTATE, by=(COUNTY,), needs=("text",), basis="H-4.3"),
)

_SEALED_RULES: Final = (
    Rule(sources=SEALED, action=Action.SEAL_ACCEPT, by=SEALED_SEAT, when=t.TO_BE_ACCEPTED, may=("reason",), stops=True,
         starts=Term.SEALED_WORK, basis="A-21"),
    Rule(sources=SEALED, action=Action.SEAL_CONCLUDE, by=SEALED_SEAT, when=t.TO_BE_CONCLUDED & t.FILED_BY_CITIZEN,
         needs=("text", "outcome"), stops=True, starts=Term.SEALED_FEEDBACK, does=effects.conclude_sealed, basis="A-21"),
    Rule(sources=SEALED, action=Action.SEAL_CONCLUDE, by=SEALED_SEAT, when=t.TO_BE_CONCLUDED & t.REPORTED_BY_POST,
         needs=("text", "outcome"), stops=True, does=effects.conclude_sealed, basis="K-4.2b"),
    Rule(sources=SEALED, action=Action.REGISTER_CLUE, by=SEALED_SEAT, when=t.SEALED_AND_OPEN,
         needs=("done_on", "external_no", "receiver"), may=("remark",), guards=(guards.done_not_in_future,), basis="J-3.2.4"),
    Rule(sources=SEALED, action=Action.SEAL_FEEDBACK, by=SEALED_SEAT, when=t.TO_BE_FED_BACK,
         needs=("method", "done_on", "text"), stops=True, guards=(guards.done_not_in_future,), basis="A-21"),
    Rule(sources=SEALED, action=Action.RETURN_TO_ORDINARY, target=State.INTAKE, by=SEALED_SEAT, when=t.MAY_RETURN,
         needs=("reason",), stops=True, starts=Term.INTAKE, does=effects.return_to_ordinary, basis="R-76"),
    Rule(sources=SEALED, action=Action.RECUSE, by=SEALED_SEAT, needs=("reason",), does=effects.recuse,
         guards=(guards.somebody_is_left,), basis="A-30"),
)

_CITIZEN_RULES: Final = (
    Rule(sources=SEALED, action=Action.ADD_MATERIAL, by=CITIZEN, when=t.SEALED_AND_OPEN, may=("text", "uploads"),
         guards=(guards.something_is_added,), basis="R-80"),
    Rule(sources=OPEN, action=Action.ADD_MATERIAL, by=CITIZEN, may=("text", "uploads"),
         guards=(guards.something_is_added,), basis="R-80"),
    Rule(sources=FILED | INTAKE | PROPOSAL | BEFORE_REPLY | TRACKING | DECISION | AT_12345 | FOLLOWING, action=Action.WITHDRAW, by=CITIZEN,
         when=c.BEFORE_FINAL_REPLY, may=("reason",), does=duties.ask_withdrawal, basis="A-45"),
    Rule(sources=WITH_UNIT | TRACKING, action=Action.WITHDRAW, target=State.CLOSING, by=CITIZEN, when=c.AFTER_FINAL_REPLY,
         may=("reason",), stops=True, lapses=WITH_HELPERS, does=effects.end_round, basis="R-70"),
    Rule(sources=REPLIED, action=Action.EVALUATE, target=State.CLOSING, by=CITIZEN, choice=c.SATISFIED,
         needs=("grades",), may=("comment",), stops=True, does=effects.evaluate,
         guards=(guards.every_aspect_graded,), basis="H-14.2"),
    Rule(sources=REPLIED, action=Action.EVALUATE, target=State.DECISION, by=CITIZEN, choice=c.DISSATISFIED,
         needs=("grades",), may=("comment",), stops=True, starts=Term.DECISION, does=effects.evaluate_badly,
         guards=(guards.every_aspect_graded,), basis="H-15.1"),
)

_CLOCK: Final = (Party.CLOCK,)

CLOCK_RULES: Final = (
    Rule(sources=FILED, action=Action.DELIVER, target=State.INTAKE, by=_CLOCK, starts=Term.INTAKE, basis="R-06"),
    Rule(sources=ASSIGNED, action=Action.AUTO_SIGN_IN, target=State.HANDLING, by=_CLOCK, basis="A-07"),
    Rule(sources=REPLIED, action=Action.CLOSE_UNRATED, target=State.CLOSING, by=_CLOCK, stops=True, basis="A-36"),
    Rule(sources=AT_12345, action=Action.CLOSE_UNRATED, target=State.TRANSFERRED_OUT, by=_CLOCK, when=c.WINDOW_OPEN,
         stops=True, lapses=EVERYTHING, basis="R-66"),
    Rule(sources=AT_12345, action=Action.CHASE, by=_CLOCK, when=c.AWAITING_NEWS, starts=Term.CHASE_AGAIN, basis="R-64"),
    Rule(sources=TRACKING, action=Action.NUDGE_FOLLOW_UP, by=_CLOCK, starts=Term.FOLLOW_UP, when=c.TRACKED_ON,
         basis="A-39"),
    Rule(sources=TRACKING, action=Action.NUDGE_FOLLOW_UP, target=State.DECISION, by=_CLOCK, when=c.TRACKED_LONG,
         stops=True, starts=Term.DECISION, basis="R-38"),
    Rule(sources=OPEN, action=Action.LAPSE, target=State.WITHDRAWN, by=_CLOCK, duty=DutyKind.WITHDRAWAL, stops=True,
         lapses=EVERYTHING, beforehand=following.hand_on, basis="R-69"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, by=_CLOCK, when=leading.LEAD_GOES_ON, basis="R-71"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.REPLIED, by=_CLOCK, when=leading.LEAD_ANSWERED,
         starts=Term.EVALUATION, lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.CLOSING, by=_CLOCK, when=leading.LEAD_ANSWERED_UNRATED,
         lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.CLOSING, by=_CLOCK, when=leading.LEAD_EXPLAINED,
         lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.ANSWERED_DIRECTLY, by=_CLOCK,
         when=leading.LEAD_ANSWERED_DIRECTLY, lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.DECLINED, by=_CLOCK, when=leading.LEAD_DECLINED,
         lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.INTAKE, by=_CLOCK, when=leading.LEAD_GONE,
         starts=Term.INTAKE, lapses=EVERYTHING, basis="R-73"),
    Rule(sources=frozenset({State.CLOSING}), action=Action.CLOSE, target=State.CLOSED, by=_CLOCK, when=c.NOTHING_OPEN,
         lapses=EVERYTHING, basis="R-49"),
    Rule(sources=AT_12345, action=Action.CLOSE, target=State.TRANSFERRED_OUT, by=_CLOCK, when=c.FOLLOWED_UP,
         lapses=EVERYTHING, basis="R-67"),
)
# fmt: on

TABLE: Final = (
    *_INTAKE_RULES,
    *_PROPOSAL_RULES,
    *_12345_RULES,
    *_UNIT_RULES,
    *_REVIEW_RULES,
    *_DUTY_RULES,
    *_SUPERVISION_RULES,
    *_SEALED_RULES,
    *_CITIZEN_RULES,
)
"""Every rule a person may use."""
