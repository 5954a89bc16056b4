"""The office's words as closed sets: states, actions, roles, terms, duties, grades.

People's words are the clauses' own Chinese strings; machine words are ASCII and carry a Chinese label
(`labels.py`). A stored word may be added, never renamed or reused (house style §4).
"""

from enum import StrEnum


class State(StrEnum):
    """Where the main line of a case stands (design §3)."""

    FILED = "filed"
    INTAKE = "intake"
    PROPOSAL = "proposal"
    ASSIGNED = "assigned"
    HANDLING = "handling"
    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    AWAITING_FEEDBACK = "awaiting_feedback"
    TRACKING = "tracking"
    TRACKING_12345 = "tracking_12345"
    FOLLOWING = "following"
    REPLIED = "replied"
    DECISION = "decision"
    CLOSING = "closing"
    CLOSED = "closed"
    ANSWERED_DIRECTLY = "answered_directly"
    DECLINED = "declined"
    REDIRECTED_12388 = "redirected_12388"
    SEALED = "sealed"
    TRANSFERRED_OUT = "transferred_out"
    WITHDRAWN = "withdrawn"


FINAL_STATES = frozenset(
    {
        State.CLOSED,
        State.ANSWERED_DIRECTLY,
        State.DECLINED,
        State.REDIRECTED_12388,
        State.TRANSFERRED_OUT,
        State.WITHDRAWN,
    }
)
"""States that nothing leaves. `sealed` is an end for ordinary eyes only: inside it a case lives on (R-76)."""


class Action(StrEnum):
    """What a person or the clock can do to a case (design §3)."""

    # the citizen
    FILE = "file"
    ADD_MATERIAL = "add_material"
    WITHDRAW = "withdraw"
    EVALUATE = "evaluate"
    # the intake body
    ASSIGN = "assign"
    ANSWER_DIRECTLY = "answer_directly"
    DECLINE = "decline"
    REFER_UP = "refer_up"
    REFER_OUTSIDE = "refer_outside"
    REFER_DOWN = "refer_down"
    REROUTE = "reroute"
    REASSIGN = "reassign"
    TRANSFER_12345 = "transfer_12345"
    ADVISE_12345 = "advise_12345"
    RECORD_12345_OUTCOME = "record_12345_outcome"
    RECLAIM_12345 = "reclaim_12345"
    JUDGE_LAWFUL = "judge_lawful"
    SEAL = "seal"
    REDIRECT_12388 = "redirect_12388"
    REDACT = "redact"
    SPLIT = "split"
    MERGE = "merge"
    UNMERGE = "unmerge"
    RECLASSIFY = "reclassify"
    SET_OVERRIDE = "set_override"
    FLAG_MAJOR = "flag_major"
    RECORD_DELIBERATION = "record_deliberation"
    PROPOSE = "propose"
    ACCEPT_WITHDRAWAL = "accept_withdrawal"
    CONTINUE_EX_OFFICIO = "continue_ex_officio"
    RECORD_EVASION = "record_evasion"
    SOLVE_AT_ONCE = "solve_at_once"
    PASS_UPWARD = "pass_upward"  # noqa: S105 - no password: the case passes
    HAND_OVER = "hand_over"
    RELEASE_NUMBER = "release_number"
    # signers
    SIGN_PROPOSAL = "sign_proposal"
    REFUSE_PROPOSAL = "refuse_proposal"
    PASS_REVIEW = "pass_review"  # noqa: S105 - no password: the reply passes
    RETURN_REVIEW = "return_review"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    UNFLAG_MAJOR = "unflag_major"
    RECUSE = "recuse"
    # the handling unit
    NAME_HANDLERS = "name_handlers"
    SIGN_IN = "sign_in"
    OBJECT = "object"
    REQUEST_REASSIGNMENT = "request_reassignment"
    LOG_PROGRESS = "log_progress"
    RECORD_CONTACT = "record_contact"
    MESSAGE_CITIZEN = "message_citizen"
    ADD_CO_HANDLER = "add_co_handler"
    ANSWER_AS_CO_HANDLER = "answer_as_co_handler"
    REQUEST_EXTENSION = "request_extension"
    DRAFT_REPLY = "draft_reply"
    SUBMIT_REPLY = "submit_reply"
    REPLY_INTERIM = "reply_interim"
    RECORD_FOLLOW_UP = "record_follow_up"
    GIVE_FEEDBACK = "give_feedback"
    CONFIRM_JOINT_FEEDBACK = "confirm_joint_feedback"
    ANSWER_SUPERVISION = "answer_supervision"
    TRANSFER_CLUE = "transfer_clue"
    # supervision
    RULE_ON_OBJECTION = "rule_on_objection"
    SUPERVISE = "supervise"
    SETTLE_SUPERVISION = "settle_supervision"
    ELEVATE = "elevate"
    REHANDLE = "rehandle"
    EXPLAIN_AND_CLOSE = "explain_and_close"
    MARK_CLUE = "mark_clue"
    REGISTER_CLUE = "register_clue"
    FLAG_SPECIAL = "flag_special"
    COORDINATE = "coordinate"
    PUT_IN_CHARGE = "put_in_charge"
    URGE = "urge"
    RECORD_ACCOUNTABILITY = "record_accountability"
    ANNOTATE = "annotate"
    CONTINUE_TRACKING = "continue_tracking"
    CLARIFY = "clarify"
    PUBLISH_FEEDBACK = "publish_feedback"
    APPROVE_PUBLICATION = "approve_publication"
    REFUSE_PUBLICATION = "refuse_publication"
    WITHDRAW_PUBLICATION = "withdraw_publication"
    # the sealed desk
    SEAL_ACCEPT = "seal_accept"
    SEAL_CONCLUDE = "seal_conclude"
    SEAL_FEEDBACK = "seal_feedback"
    SEAL_HAND_OVER = "seal_hand_over"
    RETURN_TO_ORDINARY = "return_to_ordinary"
    # the clock (purge: what was led to 12388, and what the sealed desk has handed over)
    DELIVER = "deliver"
    AUTO_SIGN_IN = "auto_sign_in"
    REMIND = "remind"
    BREACH = "breach"
    HOLD = "hold"
    LAPSE = "lapse"
    ESCALATE = "escalate"
    NAG = "nag"
    CHASE = "chase"
    NUDGE_FOLLOW_UP = "nudge_follow_up"
    FIRM_DUE = "firm_due"
    MIRROR = "mirror"
    SUCCEED = "succeed"
    CLOSE_UNRATED = "close_unrated"
    CLOSE = "close"
    PURGE = "purge"


CLOCK_ACTIONS = frozenset(
    {
        Action.DELIVER,
        Action.AUTO_SIGN_IN,
        Action.REMIND,
        Action.BREACH,
        Action.HOLD,
        Action.LAPSE,
        Action.ESCALATE,
        Action.NAG,
        Action.CHASE,
        Action.NUDGE_FOLLOW_UP,
        Action.FIRM_DUE,
        Action.MIRROR,
        Action.SUCCEED,
        Action.CLOSE_UNRATED,
        Action.CLOSE,
        Action.PURGE,
    }
)
"""Actions that no person takes; `decide` settles them before any act (R-02)."""


class Role(StrEnum):
    """What a post is for (design §6, obligations §8)."""

    CITIZEN = "citizen"
    ASSISTANT = "assistant"
    INTAKE = "intake"
    HANDLER = "handler"
    UNIT_LEADER = "unit_leader"
    UNIT_PARTY_COMMITTEE = "unit_party_committee"
    LEADER_IN_CHARGE = "leader_in_charge"
    MAIN_LEADER = "main_leader"
    DISCIPLINE_SECRETARY = "discipline_secretary"  # pragma: allowlist secret - a role
    COORDINATION_OFFICE = "coordination_office"
    COUNTY = "county"
    COUNTY_LEADER = "county_leader"
    CITY_READONLY = "city_readonly"
    SEALED_DESK = "sealed_desk"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    DUTY_OFFICER = "duty_officer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDITOR = "auditor"


class Term(StrEnum):
    """A running term by name; its length stands in the rulebook (design §4)."""

    INTAKE = "intake"
    HANDLING = "handling"
    SIGN_IN = "sign_in"
    FOLLOW_UP = "follow_up"
    TRACKING = "tracking"
    EVALUATION = "evaluation"
    DECISION = "decision"
    CHASE = "chase"
    CHASE_AGAIN = "chase_again"
    ADVICE_WINDOW = "advice_window"
    JUDGEMENT = "judgement"
    EXTENSION_DECISION = "extension_decision"
    OBJECTION_RULING = "objection_ruling"
    WITHDRAWAL_DECISION = "withdrawal_decision"
    SUPERVISION_SETTLEMENT = "supervision_settlement"
    SUPERVISION_ANSWER = "supervision_answer"
    COORDINATION = "coordination"
    CO_HANDLING = "co_handling"
    PROPOSAL_SIGNING = "proposal_signing"
    REPROPOSAL = "reproposal"
    FEEDBACK = "feedback"
    SEALED_ACCEPTANCE = "sealed_acceptance"
    SEALED_WORK = "sealed_work"
    SEALED_FEEDBACK = "sealed_feedback"


class DutyKind(StrEnum):
    """A duty beside the main line, with its own owner and due (R-01)."""

    EXTENSION = "extension"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    SUPERVISION = "supervision"
    COORDINATION = "coordination"
    CO_HANDLING = "co_handling"


class SourceType(StrEnum):
    """Where a complaint starts from (H-9, S-13)."""

    CHECKLIST = "checklist"
    DISCLOSURE = "disclosure"
    SUBSIDY = "subsidy"
    OTHER = "other"


class Flag(StrEnum):
    """A lasting mark on a case (design §3)."""

    MAJOR = "major"
    SPECIAL = "special"
    COLLECTIVE = "collective"
    MINORS_INVOLVED = "minors_involved"
    ELEVATED = "elevated"
    HARD = "hard"


class Outcome(StrEnum):
    """What became of the matter; separate from the state (design §3: closed is not solved)."""

    SOLVED = "已解决"
    PARTLY_SOLVED = "部分解决"
    EXPLAINED = "已解释"
    UNSOLVABLE = "无法解决"
    UNTRUE = "不属实"
    TRANSFERRED = "移送"


class Grade(StrEnum):
    """The five grades, in their order (H-14.3)."""

    VERY_SATISFIED = "非常满意"
    SATISFIED = "满意"
    FAIRLY_SATISFIED = "一般满意"
    RATHER_DISSATISFIED = "不太满意"
    DISSATISFIED = "不满意"


class Aspect(StrEnum):
    """The four aspects a citizen rates (H-14.2)."""

    PROGRESS = "办理情况"
    ATTITUDE = "办理态度"
    REPLY = "回复内容"
    EFFECT = "办理效果"


class ReviewItem(StrEnum):
    """The four items a reviewer ticks (H-13.2)."""

    TIME_LIMIT = "办理时限"
    PROCESS = "办理过程"
    RESULT = "办理结果"
    REPLY = "回复内容"


class Colour(StrEnum):
    """The colour of a rung of the ladder (design §4)."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class Unit(StrEnum):
    """What a limit is counted in (design §4)."""

    WORKING_DAY = "WD"
    CALENDAR_DAY = "D"
    MONTH = "M"
