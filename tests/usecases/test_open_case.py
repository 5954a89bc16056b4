"""A forbidden case answers exactly like an absent one, and both attempts are written down."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.adapters.memory.audit_log import MemoryAuditLog
from chalicelib.domain.errors import CaseMissingError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.vocabulary import Role, State
from chalicelib.domain.workflow.seats.visibility import sees
from chalicelib.ports.audit_log import Audited
from chalicelib.usecases.open_case import OpenCase
from tests.support.life import CIVIL_AFFAIRS, DIRECTORY, RULEBOOK, a_life, beijing, post

NOBODYS = CaseNo("HL26030299999999")


class Cases:
    def __init__(self, case):
        self.case = case

    def get(self, case_no):
        if case_no != self.case.case_no:
            raise CaseMissingError
        return self.case

    def find_entry(self, case, request):
        return next((entry for entry in case.tail if entry.request == request), None)

    def filed_by(self, case_no):
        return PersonId("p-1")


@pytest.fixture
def desk():
    life = a_life().assigned()
    audit = MemoryAuditLog()
    use_case = OpenCase(
        cases=Cases(life.case),
        surroundings=SimpleNamespace(lets_see=lambda actor, case: sees(actor, case, DIRECTORY, RULEBOOK)),
        audit=audit,
        clock=SimpleNamespace(real_now=lambda: beijing("2026-03-02")),
    )
    return life, use_case, audit


def noted(audit):
    return [(event.what, event.case_no, event.why) for event in audit.events]


def test_an_officials_reading_is_recorded(desk):
    life, open_case, audit = desk
    assert open_case.for_post(life.case.case_no, life.handler, is_read=True) == life.case
    assert noted(audit) == [(Audited.CASE_READ, life.case.case_no, "")]
    assert audit.events[0].post == life.handler.post


def test_opening_to_act_is_told_by_the_timeline_alone(desk):
    life, open_case, audit = desk
    open_case.for_post(life.case.case_no, life.leader, is_read=False)
    assert audit.events == []


@pytest.mark.obligation("H-5.1", "K-5.3b")
def test_another_units_handler_learns_as_little_as_of_a_case_that_is_not_there(desk):
    life, open_case, audit = desk
    stranger = post(CIVIL_AFFAIRS, Role.HANDLER)
    answers = []
    for case_no in (life.case.case_no, NOBODYS):
        with pytest.raises(CaseMissingError) as refused:
            open_case.for_post(case_no, stranger, is_read=True)
        answers.append((refused.value.code, refused.value.detail, dict(refused.value.facts)))
    assert answers[0] == answers[1]
    assert noted(audit) == [
        (Audited.CASE_REFUSED, life.case.case_no, "not_theirs"),
        (Audited.CASE_REFUSED, NOBODYS, "absent"),
    ]


@pytest.mark.obligation("H-11.2")
def test_an_act_that_ends_the_actors_sight_may_be_sent_again(desk):
    life, open_case, audit = desk
    open_case.cases.case = replace(
        life.case, state=State.SEALED, tail=(*life.case.tail[:-1], replace(life.case.tail[-1], request="r"))
    )
    assert open_case.for_post(life.case.case_no, life.body, is_read=False, request="r").state is State.SEALED
    assert audit.events == []
    for request in ("another", ""):
        with pytest.raises(CaseMissingError):
            open_case.for_post(life.case.case_no, life.body, is_read=False, request=request)


@pytest.mark.obligation("H-14.1")
def test_a_citizen_opens_only_what_they_filed(desk):
    life, open_case, audit = desk
    assert open_case.for_citizen(life.case.case_no, PersonId("p-1")) == life.case
    for case_no in (life.case.case_no, NOBODYS):
        with pytest.raises(CaseMissingError):
            open_case.for_citizen(case_no, PersonId("p-2"))
    assert [event.actor for event in audit.events] == ["p-2", "p-2"]
