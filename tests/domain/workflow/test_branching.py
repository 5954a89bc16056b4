"""Words leave a case: edited for ordinary eyes, split off sealed, reported unseen (A-20, K-4.2b, C-M21)."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.notices.discretion import may_leave
from chalicelib.domain.vocabulary import Action, Flag, Outcome, Role, State, Term
from chalicelib.domain.workflow.evidence_of import evidence_of
from tests.support.life import (
    BAD,
    CITIZEN,
    CONTENT,
    COUNTY_BODY,
    PART,
    TITLE,
    Life,
    a_life,
    is_open,
    post,
    refer,
    refer_in_part,
    refused,
)

DESK = post(COUNTY_BODY, Role.SEALED_DESK)
REST = {"title": "补贴没到账", "text": "去年的农机补贴一直没有到账，请查一查。"}
CLUE = "会计把三户的补贴打进了自己亲戚的卡里。"


def split(life, **inputs):
    life.do(life.body, Action.SPLIT, **{**REST, "reason": "其中一段反映会计截留", **inputs})
    return life


def the_part(life):
    assert life.part is not None
    return Life(case=life.part.after, now=life.now, texts=dict(life.part.texts))


@pytest.mark.obligation("A-20", "R-77")
@pytest.mark.parametrize(
    "road",
    [
        a_life,
        lambda: a_life().assigned().named().drafted(),
        lambda: a_life().replied(),
        lambda: a_life().replied().rated(BAD),
    ],
    ids=["intake", "drafting", "replied", "decision"],
)
def test_the_rest_keeps_number_state_owner_and_due(road):
    life = road()
    before = life.case
    after = split(life).case
    for name in ("case_no", "state", "owner_org", "owner_post", "lead_unit", "round", "verdicts"):
        assert getattr(after, name) == getattr(before, name), name
    assert (after.clock.term, after.clock.due_at) == (before.clock.term, before.clock.due_at)
    assert (after.complaint.title, after.complaint.content) == (refer(REST["title"]), refer(REST["text"]))
    assert not after.shows(refer(CONTENT))


@pytest.mark.obligation("A-20", "R-76")
def test_the_part_is_sealed_from_its_first_moment_with_every_word_and_file():
    life = a_life(uploads=("u-1",), demand=refer("退还补贴"), complained_person=refer("李会计"))
    life.texts = {refer(word): word for word in ("退还补贴", "李会计")}
    life.do(CITIZEN, Action.ADD_MATERIAL, text="还有一张单子。", uploads=("u-2",))
    begun = the_part(split(life))
    case = begun.case
    assert (case.case_no, case.state, case.clock.term) == (PART, State.SEALED, Term.SEALED_ACCEPTANCE)
    assert (case.origin, case.owner_post) == (life.case.case_no, DESK.post)
    assert begun.texts[case.complaint.content] == f"{CONTENT}\n\n还有一张单子。"
    assert begun.texts[case.complaint.title] == TITLE
    assert (case.complaint.demand, case.complaint.complained_person) == (
        refer_in_part("退还补贴"),
        refer_in_part("李会计"),
    )
    assert case.complaint.uploads == ("u-1", "u-2")
    assert case.filed_at == life.case.filed_at
    assert begun.texts[case.tail[0].texts["reason"]] == "其中一段反映会计截留"


@pytest.mark.obligation("A-20", "X-1", "R-77")
def test_nothing_in_the_rest_tells_of_the_part():
    life = split(a_life())
    entry = life.case.tail[-1]
    assert (entry.action, entry.basis) == (Action.REDACT, "K-5.3b")
    plain = a_life()
    plain.do(plain.body, Action.REDACT, **REST)
    assert plain.case == life.case
    assert plain.part is None


@pytest.mark.obligation("A-20", "X-1")
def test_what_the_citizen_wrote_and_handed_in_is_read_in_the_rest_no_more():
    life = a_life(uploads=("u-1", "u-2"))
    life.do(CITIZEN, Action.ADD_MATERIAL, text="他还威胁过我。", uploads=("u-3",))
    split(life, kept=("u-2",))
    assert evidence_of(life.case, life.case.tail) == ("u-2",)
    assert not any(life.case.shows(ref) for ref in (refer(CONTENT), refer("他还威胁过我。")))
    assert life.case.complaint.complained_person is None
    # Edited once more, what was withheld stays so, and the part of a later split still gets all of it.
    split(life, text="只说补贴的事。", demand="尽快发放")
    assert life.part is not None
    told = life.part.texts[life.part.after.complaint.content]
    assert all(words in told for words in (CONTENT, "他还威胁过我。", REST["text"]))
    assert life.case.complaint.demand == refer("尽快发放")
    assert not life.case.shows(refer(REST["text"]))


@pytest.mark.obligation("A-20")
def test_the_wording_that_stays_must_be_another_and_only_files_of_the_case_stay():
    life = a_life(uploads=("u-1",))
    assert refused(life, life.body, Action.SPLIT, title=TITLE, text=CONTENT, reason="检举") == ["/text"]
    assert refused(life, life.body, Action.REDACT, **REST, kept=("u-9",)) == ["/kept"]
    assert refused(life, life.body, Action.SPLIT, **REST) == ["/reason"]


@pytest.mark.obligation("A-20")
def test_the_body_alone_edits_and_splits():
    life = a_life().assigned().named()
    for actor in (life.handler, life.leader, life.county_leader, CITIZEN):
        assert not {Action.SPLIT, Action.REDACT} & life.open_to(actor)


@pytest.mark.obligation("A-20", "A-21", "X-1")
def test_the_citizen_hears_of_the_second_number_and_nobody_else_but_the_sealed_desk():
    begun = the_part(split(a_life()))
    entry = begun.case.tail[0]
    assert {(owed.notice, owed.to) for owed in entry.owes} == {("N2", "citizen"), ("N10", DESK.post)}
    leaving = {
        owed.to
        for owed in entry.owes
        if may_leave(begun.case, entry, owed, None if owed.to == "citizen" else Role.SEALED_DESK)
    }
    assert leaving == {"citizen", DESK.post}
    assert begun.open_to(begun.body) == set()


@pytest.mark.obligation("R-76", "A-20")
def test_a_part_that_is_no_accusation_after_all_goes_back_to_the_body_as_a_case_of_its_own():
    begun = the_part(split(a_life()))
    begun.do(DESK, Action.RETURN_TO_ORDINARY, reason="不是检举控告")
    assert (begun.case.state, begun.case.clock.term) == (State.INTAKE, Term.INTAKE)
    assert begun.case.owner_org == begun.case.supervising_org


@pytest.mark.obligation("S-15")
def test_that_minors_are_involved_stays_known_in_the_part():
    life = a_life()
    life.case = replace(life.case, flags=frozenset({Flag.MINORS_INVOLVED, Flag.SPECIAL}))
    assert the_part(split(life)).case.flags == {Flag.MINORS_INVOLVED}


@pytest.mark.obligation("K-4.2b", "X-1")
def test_a_handler_reports_a_clue_in_one_act_and_the_case_goes_on_without_a_trace_of_it():
    life = a_life(uploads=("u-1",)).assigned().named()
    before = life.case
    life.do(life.handler, Action.TRANSFER_CLUE, text=CLUE)
    assert life.case == before
    begun = the_part(life)
    case = begun.case
    assert (case.state, case.owner_post, case.origin) == (State.SEALED, DESK.post, before.case_no)
    assert case.reported_by == life.handler.post
    assert begun.texts[case.complaint.content].startswith(CLUE)
    assert CONTENT in begun.texts[case.complaint.content]
    assert case.complaint.uploads == ("u-1",)
    assert [(owed.notice, owed.to) for owed in case.tail[0].owes] == [("N10", DESK.post)]
    assert case.tail[0].basis == "K-4.2b"


@pytest.mark.obligation("K-4.2b", "R-02")
def test_not_even_what_the_clock_owes_is_written_with_a_clue():
    life = a_life().assigned().named().at("2026-04-20")
    before = life.case
    life.do(life.handler, Action.TRANSFER_CLUE, text=CLUE)
    assert life.case == before
    assert [entry.action for entry in life.sweep()][-1] is Action.NAG


@pytest.mark.obligation("C-M21")
def test_a_supervisor_marks_a_suspicion_that_the_unit_concerned_never_sees():
    life = a_life().assigned().named()
    before = life.case
    for actor in (life.body, life.county):
        life.do(actor, Action.MARK_CLUE, text=CLUE)
        assert life.case == before
        assert the_part(life).case.tail[0].basis == "C-M21"
    for actor in (life.handler, life.leader):
        with pytest.raises(NotYoursError):
            life.do(actor, Action.MARK_CLUE, text=CLUE)


@pytest.mark.obligation("K-4.2b", "R-76", "J-3.2.4")
def test_a_clue_is_accepted_registered_and_concluded_and_answered_to_nobody():
    life = a_life().assigned().named()
    life.do(life.handler, Action.TRANSFER_CLUE, text=CLUE)
    begun = the_part(life)
    begun.do(DESK, Action.SEAL_ACCEPT)
    assert begun.told("N2") == set()
    assert Action.RETURN_TO_ORDINARY not in begun.open_to(DESK)
    day = begun.now.date()
    asked = {"done_on": day, "external_no": "备〔2026〕3号", "receiver": "区纪委监委第二监督检查室"}
    for missing in asked:
        given = {name: value for name, value in asked.items() if name != missing}
        assert refused(begun, DESK, Action.REGISTER_CLUE, **given) == [f"/{missing}"]
    begun.do(DESK, Action.REGISTER_CLUE, **asked)
    entry = begun.case.tail[-1]
    assert entry.data == {"done_on": day.isoformat(), "external_no": "备〔2026〕3号"}
    assert begun.texts[entry.texts["receiver"]] == "区纪委监委第二监督检查室"
    begun.do(DESK, Action.SEAL_CONCLUDE, text="已移送审查。", outcome=Outcome.TRANSFERRED)
    assert begun.case.has_ended
    assert not is_open(begun, DESK, Action.SEAL_FEEDBACK)


@pytest.mark.obligation("J-3.2.4", "X-1")
def test_only_what_is_sealed_is_registered_and_only_by_the_sealed_desk():
    life = a_life()
    with pytest.raises(ActionNotOpenError):
        life.do(life.body, Action.REGISTER_CLUE)
    begun = the_part(split(life))
    assert begun.open_to(begun.body) == set()
    assert Action.REGISTER_CLUE in begun.open_to(DESK)


@pytest.mark.obligation("R-78", "K-4.2b")
def test_where_nothing_remains_the_handler_asks_the_body_which_seals_the_whole():
    life = a_life().assigned().named()
    life.do(life.handler, Action.TRANSFER_CLUE, text=CLUE)
    closing = {Action.EXPLAIN_AND_CLOSE, Action.SEAL, Action.DECLINE, Action.ANSWER_DIRECTLY}
    assert not closing & life.open_to(life.handler)
    life.do(life.handler, Action.REQUEST_REASSIGNMENT, reason="请机构研究本件后续怎么办。")
    assert life.told("N10") == {life.body.post}
    life.do(life.body, Action.SEAL, reason="全部属检举控告")
    assert life.case.state is State.SEALED


@pytest.mark.obligation("R-75")
def test_what_can_no_longer_be_sealed_whole_can_still_be_split_and_reported():
    life = a_life().replied().rated(BAD)
    life.do(life.body, Action.REHANDLE, reason="没有办好")
    assert not is_open(life, life.body, Action.SEAL)
    assert is_open(life, life.body, Action.SPLIT)
    assert is_open(life, life.handler, Action.TRANSFER_CLUE)
