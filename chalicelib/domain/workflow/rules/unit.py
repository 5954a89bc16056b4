"""What the handling unit does with its work order."""

from typing import Final

from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.effects import (
    branching,
    duties,
    process,
    replies,
)
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.rules.places import (
    ASSIGNED,
    EXPLAINED,
    EXTENDED,
    FEEDBACK,
    FOLLOWING,
    FROM_ASSIGNED,
    HELPS,
    IN_REVIEW,
    TRACKING,
    UNIT,
    WITH_UNIT,
    WORKING,
)
from chalicelib.domain.workflow.seats.ownership import UNIT_LEADER

# fmt: off
UNIT_RULES: Final = (
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
    Rule(sources=TRACKING, action=Action.RECORD_FOLLOW_UP, by=UNIT, needs=EXPLAINED, may=("uploads",),
         stops=True, starts=Term.FOLLOW_UP, does=effects.record_follow_up, guards=(guards.done_not_in_future,),
         basis="H-12.9"),
)
# fmt: on
