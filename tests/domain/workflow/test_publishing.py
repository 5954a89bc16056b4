"""What is told in public: in words of its own, by two people, never about minors (K-3.3b, S-15)."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.vocabulary import Action, Flag, Role, State
from chalicelib.domain.workflow.case import PublicationState
from chalicelib.domain.workflow.effects.publishing import MOST_LINES
from chalicelib.domain.workflow.seats.approving import is_public
from chalicelib.domain.workflow.seats.desks import desk_of, public_desk, slips_of
from chalicelib.domain.workflow.seats.visibility import sees
from tests.domain.places.test_kandun import (
    BODY,
    BY_NOBODY,
    COORDINATION,
    DIRECTOR,
    DISCIPLINE,
    FED_BACK,
    HANDLER,
    LEADER,
    SECRETARY,
    STREET,
    awaiting_feedback,
    filed,
    named,
    post,
    today,
)
from tests.support.life import refer, refused

pytestmark = pytest.mark.obligation("K-3.3b")

HEAD = post(DISCIPLINE, Role.COUNTY_LEADER)
TICKED = {"names_removed": True, "numbers_removed": True, "homes_removed": True}
TOLD = {"public_title": "路灯问题已经解决", "public_text": "坏了的路灯已经修好，并定下每月巡查。", **TICKED}


def closed():
    life = awaiting_feedback()
    life.do(HANDLER, Action.GIVE_FEEDBACK, done_on=today(life), **FED_BACK)
    return life


def proposed(life=None):
    life = life or closed()
    life.do(BODY, Action.PUBLISH_FEEDBACK, **TOLD)
    return life


def desks(life):
    return {place.desk for place in slips_of(life.case)}


def test_the_body_writes_another_leader_approves_and_everybody_reads():
    life = proposed()
    assert life.case.state is State.CLOSED
    assert not is_public(life.case)
    assert life.told("N10") == {HEAD.post, SECRETARY.post}
    assert desks(life) == {f"kandun:{org}#publication" for org in (DISCIPLINE, STREET)}
    for nobody in (BODY, COORDINATION, LEADER, BY_NOBODY):
        with pytest.raises(NotYoursError):
            life.do(nobody, Action.APPROVE_PUBLICATION)
    assert sees(DIRECTOR, life.case, life.directory, life.rulebook)
    before = desk_of(life.case)
    life.at("2020-09-03").do(DIRECTOR, Action.APPROVE_PUBLICATION, opinion="同意公开")
    assert is_public(life.case)
    assert (life.case.publication.since, desk_of(life.case)) == (life.now, before)
    assert desks(life) == {public_desk("kandun")}
    with pytest.raises(ActionNotOpenError):
        life.do(BODY, Action.PUBLISH_FEEDBACK, **TOLD)


def test_the_public_reads_the_newest_first():
    rows = []
    for day in ("2020-09-02", "2020-09-03"):
        life = proposed()
        life.at(day).do(HEAD, Action.APPROVE_PUBLICATION)
        rows += [(place.due_at, day) for place in slips_of(life.case)]
    assert [day for _, day in sorted(rows)] == ["2020-09-03", "2020-09-02"]


def test_who_wrote_it_does_not_approve_it_at_whichever_post():
    life = closed()
    head_as_writer = replace(BODY, account=HEAD.account)
    life.do(head_as_writer, Action.PUBLISH_FEEDBACK, **TOLD)
    assert Action.APPROVE_PUBLICATION not in life.open_to(HEAD)
    assert Action.APPROVE_PUBLICATION in life.open_to(SECRETARY)


def test_where_nobody_else_could_approve_nothing_is_proposed():
    life = closed().without(Role.COUNTY_LEADER, Role.MAIN_LEADER)
    assert refused(life, BODY, Action.PUBLISH_FEEDBACK, **TOLD) == ["/public_text"]


def test_what_is_refused_goes_back_to_who_wrote_it_and_may_come_again():
    life = proposed()
    assert refused(life, SECRETARY, Action.REFUSE_PUBLICATION) == ["/reason"]
    life.do(SECRETARY, Action.REFUSE_PUBLICATION, reason="看得出是谁家")
    assert life.told("N10") == {BODY.post}
    assert not slips_of(life.case)
    assert proposed(life).case.publication.state is PublicationState.PROPOSED


@pytest.mark.parametrize("who", [BODY, HEAD], ids=["body", "leader"])
def test_what_proves_wrong_is_taken_down_by_either(who):
    life = proposed()
    life.do(SECRETARY, Action.APPROVE_PUBLICATION)
    life.do(who, Action.WITHDRAW_PUBLICATION, reason="有一处写错")
    assert not is_public(life.case)
    assert not slips_of(life.case)
    assert life.case.publication.state is PublicationState.WITHDRAWN


def test_what_waits_can_be_taken_back():
    life = proposed()
    life.do(BODY, Action.WITHDRAW_PUBLICATION, reason="再改一改")
    with pytest.raises(ActionNotOpenError):
        life.do(SECRETARY, Action.APPROVE_PUBLICATION)


def test_nothing_is_told_before_the_answer():
    for life in (filed(), named(), awaiting_feedback()):
        with pytest.raises(ActionNotOpenError):
            life.do(BODY, Action.PUBLISH_FEEDBACK, **TOLD)


@pytest.mark.obligation("S-15")
def test_what_concerns_minors_is_never_public():
    life = closed()
    life.case = replace(life.case, flags=frozenset({Flag.MINORS_INVOLVED}))
    with pytest.raises(ActionNotOpenError):
        life.do(BODY, Action.PUBLISH_FEEDBACK, **TOLD)
    told = proposed()
    told.do(SECRETARY, Action.APPROVE_PUBLICATION)
    marked = replace(told.case, flags=frozenset({Flag.MINORS_INVOLVED}))
    assert not is_public(marked)
    assert not slips_of(marked)


@pytest.mark.obligation("X-1", "H-11.2")
@pytest.mark.parametrize("state", [State.SEALED, State.REDIRECTED_12388])
def test_what_was_set_apart_is_not_public(state):
    life = proposed()
    life.do(SECRETARY, Action.APPROVE_PUBLICATION)
    assert not is_public(replace(life.case, state=state))


@pytest.mark.parametrize("tick", sorted(TICKED))
def test_whoever_writes_says_that_names_numbers_and_homes_are_out(tick):
    assert refused(closed(), BODY, Action.PUBLISH_FEEDBACK, **{**TOLD, tick: False}) == [f"/{tick}"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        pytest.param("public_text", "联系人电话13900000001。", id="phone"),
        pytest.param("public_text", "电话 139-0000-0001", id="phone-with-hyphens"),
        pytest.param("public_text", "电话１３９００００００００", id="full-width"),
        pytest.param("public_text", "证件33028219800101002X", id="identity"),
        pytest.param("public_title", "办件KD20090100000001的反馈", id="case-number"),
        pytest.param("public_title", "路灯坏了", id="title-as-filed"),
        pytest.param("public_text", "村口的路灯坏了半年，没有人来修。", id="content-as-filed"),
        pytest.param(
            "public_text",
            "群众反映：\n  村口的路灯坏了半年，没有人来修。 \n现已修好。",
            id="content-among-other-lines",
        ),
        pytest.param(
            "public_text", "\n".join("行" * n for n in range(1, MOST_LINES + 2)), id="too-many-lines"
        ),
    ],
)
def test_numbers_and_the_citizens_own_words_are_refused(field, words):
    assert refused(closed(), BODY, Action.PUBLISH_FEEDBACK, **{**TOLD, field: words}) == [f"/{field}"]


def test_who_is_complained_of_does_not_stand_alone_on_a_line():
    life = closed()
    life.case = replace(life.case, complaint=replace(life.case.complaint, complained_person=refer("某某")))
    words = "处理结果\n某某\n已批评教育"
    assert refused(life, BODY, Action.PUBLISH_FEEDBACK, **{**TOLD, "public_text": words}) == ["/public_text"]


def test_days_and_sums_in_words_are_no_numbers():
    life = closed()
    words = "2020年9月1日至2020年9月30日，投入12.5万元，更换路灯36盏。"
    life.do(BODY, Action.PUBLISH_FEEDBACK, **{**TOLD, "public_text": words})
    assert life.case.publication.state is PublicationState.PROPOSED
