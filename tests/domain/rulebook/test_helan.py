"""Helan's numbers, clause by clause, as shipped."""

from datetime import date

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rules import AccusationMode, Deliberation, Trigger
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import (
    Action,
    Aspect,
    Colour,
    Grade,
    ReviewItem,
    Role,
    SourceType,
    Term,
    Unit,
)
from tests.support.rulebooks import HELAN

BOOK = rulebook_from(HELAN)
BODY, COUNTY, COUNTY_LEADER = (
    Seat(Role.INTAKE, Of.BODY),
    Seat(Role.COUNTY, Of.COUNTY),
    Seat(Role.COUNTY_LEADER, Of.COUNTY),
)
HANDLER, UNIT_LEADER = Seat(Role.HANDLER, Of.UNIT), Seat(Role.UNIT_LEADER, Of.UNIT)
PARTY_COMMITTEE = Seat(Role.UNIT_PARTY_COMMITTEE, Of.UNIT)


def working_days(n):
    return Limit(n, Unit.WORKING_DAY)


def rungs(trigger, term=None):
    return [rung for rung in BOOK.ladder if rung.trigger is trigger and (term is None or term in rung.terms)]


@pytest.mark.obligation("H-0.1", "H-23.1", "H-24.1", "A-01")
def test_the_document_is_named_with_both_its_dates_and_binds_from_the_first():
    meta = BOOK.meta
    assert BOOK.ref == "helan-2022@1"
    assert (meta.doc_no, meta.issuer, meta.publicity) == (
        "贺党办〔2022〕78号",
        "中共贺兰县委办公室",
        "此件公开发布",
    )
    assert (meta.issued_on, meta.published_on) == (date(2022, 7, 1), date(2022, 7, 4))
    assert meta.effective_from == date(2022, 7, 1)
    assert "贺兰县委负责解释" in meta.interpreter
    assert "贺兰县纪委监委" in meta.interpreter


@pytest.mark.obligation("A-02", "A-03", "A-46")
def test_days_are_counted_by_the_national_calendar_with_ningxias_own_holidays():
    calendar = BOOK.calendar
    assert (calendar.base, calendar.overlays) == ("CN", ("CN-NX",))
    assert not calendar.day_of_receipt_counts
    assert (calendar.office_opens, calendar.office_closes) == ("08:30", "17:30")


@pytest.mark.obligation("H-9.1", "H-9.2", "H-9.3")
def test_three_sources_are_taken():
    assert BOOK.sources == (SourceType.CHECKLIST, SourceType.DISCLOSURE, SourceType.OTHER)


@pytest.mark.obligation("H-12.2", "H-12.3")
def test_consultations_have_3_and_other_complaints_10_working_days():
    assert {kind: rule.limit for kind, rule in BOOK.kinds.items()} == {
        "咨询": working_days(3),
        "非咨询": working_days(10),
    }


@pytest.mark.obligation("H-10.2", "R-08")
def test_intake_has_3_working_days_and_stops_when_the_complaint_goes_somewhere():
    assert BOOK.limit_of(Term.INTAKE) == working_days(3)
    assert BOOK.intake.stops_at == {
        Action.ASSIGN,
        Action.ANSWER_DIRECTLY,
        Action.DECLINE,
        Action.REFER_UP,
        Action.REFER_OUTSIDE,
        Action.REROUTE,
        Action.PASS_UPWARD,
        Action.TRANSFER_12345,
        Action.ADVISE_12345,
        Action.SEAL,
        Action.REDIRECT_12388,
    }


@pytest.mark.obligation("H-12.5", "A-05", "H-13.2", "R-60")
def test_a_reply_passes_the_discipline_body_and_then_the_units_party_committee():
    review = BOOK.reply_review
    assert [step.signers for step in review.steps] == [(BODY,), (PARTY_COMMITTEE,)]
    assert [step.signers for step in review.elevated_steps] == [(COUNTY,), (COUNTY_LEADER,)]
    assert review.checklist == tuple(ReviewItem)
    assert review.tracks == ()
    assert (BOOK.proposal.proposer, BOOK.proposal.steps) == (None, ())
    assert BOOK.feedback is None


@pytest.mark.obligation("H-13.4", "R-40")
def test_the_second_return_tells_the_county_and_the_third_opens_an_order():
    assert (BOOK.reply_review.returns_before_county_is_told, BOOK.reply_review.returns_before_order) == (2, 3)
    assert COUNTY in rungs(Trigger.SECOND_RETURN)[0].tells


@pytest.mark.obligation("H-12.6", "H-12.7", "H-12.8", "A-09", "A-11")
def test_the_county_may_extend_twice_by_the_first_limit_and_its_leader_beyond():
    extension = BOOK.extension
    assert extension.allowed
    assert extension.approvers == (COUNTY,)
    assert extension.per_extension_max is None
    assert extension.max_total is None
    assert extension.max_count == 2
    assert extension.special_beyond == COUNTY_LEADER
    assert extension.category_from is None


@pytest.mark.obligation("H-14.2", "H-14.3", "H-15.1", "A-34", "A-35")
def test_four_aspects_are_rated_in_five_grades_of_which_the_last_two_are_bad():
    evaluation = BOOK.evaluation
    assert evaluation is not None
    assert evaluation.aspects == tuple(Aspect)
    assert evaluation.grades == ("非常满意", "满意", "一般满意", "不太满意", "不满意")
    assert evaluation.dissatisfied == {Grade.RATHER_DISSATISFIED, Grade.DISSATISFIED}


@pytest.mark.obligation("A-37", "R-52", "H-12.9", "R-38")
def test_two_second_handlings_and_three_missed_follow_ups():
    assert (BOOK.second_handling.max_rounds, BOOK.second_handling.deadline_required) == (2, False)
    assert (BOOK.interim_reply.allowed, BOOK.interim_reply.misses_before_order) == (True, 3)


@pytest.mark.obligation("H-11.2", "H-11.3", "H-11.5", "H-5.2")
def test_accusations_are_sealed_and_the_rest_out_of_scope_has_three_ways():
    assert BOOK.accusation is AccusationMode.ACCEPT_SEALED
    assert BOOK.out_of_scope == (Action.TRANSFER_12345, Action.ADVISE_12345, Action.REFER_UP)
    assert not BOOK.level_by_level
    assert BOOK.deliberation is Deliberation.NONE
    assert not BOOK.accusing_kinds
    assert not BOOK.solved_at_once
    assert not BOOK.clarifies
    assert not BOOK.name_required
    assert BOOK.overrides == ()


@pytest.mark.obligation(
    "A-36", "R-21", "R-23", "R-31", "R-38", "R-51", "R-57", "R-62", "R-64", "R-66", "R-67", "R-69"
)
def test_every_other_term_has_its_length_and_its_clause():
    in_working_days = {
        Term.SIGN_IN: 1,
        Term.EVALUATION: 10,
        Term.DECISION: 3,
        Term.CHASE: 10,
        Term.CHASE_AGAIN: 5,
        Term.ADVICE_WINDOW: 10,
        Term.JUDGEMENT: 3,
        Term.EXTENSION_DECISION: 1,
        Term.OBJECTION_RULING: 1,
        Term.WITHDRAWAL_DECISION: 1,
        Term.SUPERVISION_SETTLEMENT: 1,
        Term.SUPERVISION_ANSWER: 5,
        Term.COORDINATION: 10,
        Term.CO_HANDLING: 5,
        Term.SEALED_ACCEPTANCE: 5,
        Term.SEALED_FEEDBACK: 15,
    }
    in_days = {Term.FOLLOW_UP: 30, Term.TRACKING: 180, Term.SEALED_WORK: 60}
    assert BOOK.terms == {
        **{term: working_days(n) for term, n in in_working_days.items()},
        **{term: Limit(n, Unit.CALENDAR_DAY) for term, n in in_days.items()},
    }
    assert BOOK.term_basis.keys() == BOOK.terms.keys()


@pytest.mark.obligation("H-20.2", "A-03")
def test_reminders_come_in_office_hours_to_handler_and_leader():
    reminders = BOOK.reminders
    assert (reminders.half_at, reminders.one_left_at, reminders.due_at) == ("08:30", "08:30", "17:30")
    assert reminders.tells == (HANDLER, UNIT_LEADER)


class TestTheLadder:
    @pytest.mark.obligation("H-10.2", "R-07")
    def test_late_intake_lights_the_blue_lamp_and_lets_the_county_step_in(self):
        at_once, later = rungs(Trigger.LATE, Term.INTAKE)
        assert {at_once.colour, later.colour} == {Colour.BLUE}
        assert (at_once.after, at_once.tells, at_once.step_in) == (None, (BODY, COUNTY), (COUNTY,))
        assert later.after == working_days(3)
        assert COUNTY_LEADER in later.tells

    @pytest.mark.obligation("H-20.2")
    def test_half_the_term_without_an_act_lights_the_yellow_lamp(self):
        (idle,) = rungs(Trigger.IDLE_AT_HALF)
        assert (idle.colour, idle.terms) == (Colour.YELLOW, {Term.HANDLING})
        assert idle.tells == (HANDLER, UNIT_LEADER, BODY)

    @pytest.mark.obligation("H-21.1", "R-03")
    def test_late_handling_climbs_from_the_unit_to_the_county_to_its_leader(self):
        climb = [(rung.after, rung.tells[-1]) for rung in rungs(Trigger.LATE, Term.HANDLING)]
        assert climb == [(None, BODY), (working_days(3), COUNTY), (working_days(5), COUNTY_LEADER)]
        assert {rung.colour for rung in rungs(Trigger.LATE, Term.HANDLING)} == {Colour.RED}
        assert rungs(Trigger.LATE, Term.HANDLING)[1].step_in == (COUNTY,)

    @pytest.mark.obligation("H-12.8", "H-15.1", "R-56")
    @pytest.mark.parametrize(
        "trigger", [Trigger.THIRD_EXTENSION, Trigger.SECOND_BAD_RATING, Trigger.THIRD_ORDER]
    )
    def test_the_third_extension_the_second_bad_rating_and_the_third_order_light_the_red_lamp(self, trigger):
        (rung,) = rungs(trigger)
        assert (rung.colour, rung.tells) == (Colour.RED, (BODY, COUNTY))

    @pytest.mark.obligation("R-51", "R-57", "R-62", "R-64", "R-67")
    @pytest.mark.parametrize(
        ("term", "who"),
        [
            (Term.DECISION, COUNTY),
            (Term.CHASE, COUNTY),
            (Term.JUDGEMENT, COUNTY),
            (Term.OBJECTION_RULING, COUNTY),
            (Term.SUPERVISION_ANSWER, COUNTY),
            (Term.SUPERVISION_SETTLEMENT, COUNTY),
            (Term.EXTENSION_DECISION, COUNTY_LEADER),
            (Term.COORDINATION, COUNTY_LEADER),
        ],
    )
    def test_whom_a_silent_body_leaves_to_act(self, term, who):
        assert who in rungs(Trigger.LATE, term)[0].step_in

    @pytest.mark.obligation("R-03")
    def test_every_duty_and_every_term_a_body_owes_is_heard_of(self):
        heard_of = frozenset().union(*(rung.terms for rung in rungs(Trigger.LATE)))
        needed = {term for term in Term if BOOK.needs(term)}
        assert heard_of == needed - {Term.SIGN_IN, Term.TRACKING, Term.EVALUATION, Term.ADVICE_WINDOW}
