"""A rulebook file is read whole, or every one of its faults is named at once."""

import json
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.rulebook.document import as_document, rulebook_from, rulebook_from_text
from chalicelib.domain.vocabulary import Term, Unit
from tests.support.rulebooks import ELSEWHERE, GONE, HELAN, changed, shipped
from tests.support.sentences import in_sentences


def faults_of(document):
    with pytest.raises(InvalidInputError) as refusal:
        rulebook_from(document)
    return [(fault.pointer, fault.detail) for fault in in_sentences(refusal.value.faults)]


def pointers(document):
    return [pointer for pointer, _ in faults_of(document)]


MISSHAPEN = {
    "unknown-key-at-the-top": ("/colour", "红", "/colour"),
    "unknown-key-in-a-section": ("/intake/limt", 3, "/intake/limt"),
    "unknown-key-in-a-limit": ("/intake/limit/days", 3, "/intake/limit/days"),
    "unknown-term": ("/terms/lunch", {}, "/terms/lunch"),
    "handling-term-hangs-on-the-kind": ("/terms/handling", {}, "/terms/handling"),
    "missing-section": ("/intake", GONE, "/intake"),
    "missing-plain-section": ("/accusation", GONE, "/accusation"),
    "missing-evaluation-is-not-null": ("/evaluation", GONE, "/evaluation"),
    "missing-ladder": ("/ladder", GONE, "/ladder"),
    "missing-text": ("/meta/title", GONE, "/meta/title"),
    "missing-day": ("/meta/effective_from", GONE, "/meta/effective_from"),
    "missing-nullable-day-must-say-null": ("/meta/issued_on", GONE, "/meta/issued_on"),
    "missing-number": ("/second_handling/max_rounds", GONE, "/second_handling/max_rounds"),
    "missing-yes-or-no": ("/extension/allowed", GONE, "/extension/allowed"),
    "missing-word": ("/accusation/mode", GONE, "/accusation/mode"),
    "missing-words": ("/sources/types", GONE, "/sources/types"),
    "missing-seat-must-say-null": ("/extension/special_beyond", GONE, "/extension/special_beyond"),
    "missing-unit": ("/intake/limit/unit", GONE, "/intake/limit/unit"),
    "term-without-a-length": ("/terms/chase", GONE, "/terms/chase"),
    "term-with-a-basis-only": ("/terms/chase/limit", GONE, "/terms/chase/limit"),
    "kind-without-a-limit": ("/kinds/咨询/limit", GONE, "/kinds/咨询/limit"),
    "kind-with-a-blank-in-its-name": ("/kinds/咨 询", {}, "/kinds/咨 询"),
    "section-of-the-wrong-type": ("/intake", [], "/intake"),
    "list-of-the-wrong-type": ("/sources/types", "checklist", "/sources/types"),
    "list-too-long": ("/reply_review/checklist", ["办理时限"] * 101, "/reply_review/checklist"),
    "text-that-is-a-number": ("/meta/title", 7, "/meta/title"),
    "blank-text": ("/meta/issuer", " ", "/meta/issuer"),
    "hidden-character": ("/meta/issuer", "县\u202e委", "/meta/issuer"),
    "text-that-never-ends": ("/meta/title", "长" * 201, "/meta/title"),
    "number-as-text": ("/intake/limit/n", "3", "/intake/limit/n"),
    "number-that-is-true": ("/intake/limit/n", True, "/intake/limit/n"),
    "number-that-is-a-fraction": ("/intake/limit/n", 3.5, "/intake/limit/n"),
    "limit-of-no-days": ("/intake/limit/n", 0, "/intake/limit/n"),
    "limit-beyond-a-year": ("/intake/limit/n", 367, "/intake/limit/n"),
    "yes-as-text": ("/upward/level_by_level", "yes", "/upward/level_by_level"),
    "unknown-place-to-deliberate": ("/deliberation/at", "sometimes", "/deliberation/at"),
    "log-type-of-one-character": ("/process/log_types/0", "谈", "/process/log_types/0"),
    "accusing-kind-with-a-blank": ("/accusation/kinds/-", "检 举", "/accusation/kinds/0"),
    "missing-feedback-is-not-null": ("/feedback", GONE, "/feedback"),
    "unknown-unit-to-propose-for": ("/proposal/for_units/-", "moon", "/proposal/for_units/0"),
    "missing-proposer-must-say-null": ("/proposal/proposer", GONE, "/proposal/proposer"),
    "missing-category-must-say-null": ("/extension/category_from", GONE, "/extension/category_from"),
    "track-without-steps": (
        "/reply_review/tracks/-",
        {"name": "village", "label": "村办", "units": ["village"], "steps": []},
        "/reply_review/tracks/0/steps",
    ),
    "unknown-unit": ("/intake/limit/unit", "WEEK", "/intake/limit/unit"),
    "unknown-action": ("/intake/stops_at/0", "assgin", "/intake/stops_at/0"),
    "action-that-is-a-list": ("/intake/stops_at/0", ["assign"], "/intake/stops_at/0"),
    "action-named-twice": ("/intake/stops_at/-", "assign", "/intake/stops_at/11"),
    "unknown-mode": ("/accusation/mode", "ignore", "/accusation/mode"),
    "unknown-grade": ("/evaluation/grades/0", "极好", "/evaluation/grades/0"),
    "unknown-aspect": ("/evaluation/aspects/0", "速度", "/evaluation/aspects/0"),
    "unknown-role": ("/extension/approvers/0", "boss@county", "/extension/approvers/0"),
    "unknown-organisation": ("/extension/approvers/0", "county@moon", "/extension/approvers/0"),
    "seat-without-organisation": ("/extension/approvers/0", "county", "/extension/approvers/0"),
    "seat-that-is-a-number": ("/extension/special_beyond", 1, "/extension/special_beyond"),
    "seat-named-that-is-none": ("/seats/names/boss@county", "老板", "/seats/names/boss@county"),
    "day-that-never-was": ("/meta/issued_on", "2022-02-30", "/meta/issued_on"),
    "day-without-hyphens": ("/meta/effective_from", "20220701", "/meta/effective_from"),
    "hour-that-never-strikes": ("/calendar/office_opens", "24:00", "/calendar/office_opens"),
    "hour-without-a-zero": ("/reminders/due_at", "8:30", "/reminders/due_at"),
    "calendar-in-small-letters": ("/calendar/base", "cn", "/calendar/base"),
    "overlay-that-is-a-number": ("/calendar/overlays/0", 1, "/calendar/overlays/0"),
    "basis-missing": ("/intake/basis", GONE, "/intake/basis"),
    "basis-of-a-plain-section-missing": ("/identity/basis", GONE, "/identity/basis"),
    "basis-that-names-no-clause": ("/intake/basis", "惯例", "/intake/basis"),
    "basis-with-a-chinese-comma": ("/intake/basis", "H-10.2，R-08", "/intake/basis"),
    "id-with-a-blank": ("/id", "he lan", "/id"),
    "version-zero": ("/version", 0, "/version"),
    "rung-that-tells-nobody": ("/ladder/0/tells", [], "/ladder/0/tells"),
    "rung-over-an-unknown-term": ("/ladder/0/terms/0", "lunch", "/ladder/0/terms/0"),
    "rung-of-an-unknown-colour": ("/ladder/0/colour", "green", "/ladder/0/colour"),
    "rung-with-an-unknown-trigger": ("/ladder/0/trigger", "never", "/ladder/0/trigger"),
    "review-without-steps": ("/reply_review/steps", [], "/reply_review/steps"),
    "step-without-a-signer": ("/reply_review/steps/0/signers", [], "/reply_review/steps/0/signers"),
    "step-with-a-chinese-name": ("/reply_review/steps/0/name", "审核", "/reply_review/steps/0/name"),
    "cycle-with-a-chinese-name": ("/publishing/cycles/统计", "monthly", "/publishing/cycles/统计"),
}


@pytest.mark.parametrize(("where", "what", "expected"), MISSHAPEN.values(), ids=MISSHAPEN)
def test_a_misshapen_member_is_named_by_its_pointer_and_nothing_else_is_blamed(where, what, expected):
    assert pointers(changed(HELAN, {where: what})) == [expected]


def test_all_faults_of_a_file_come_in_one_answer():
    spoilt = {where: (what, at) for where, what, at in MISSHAPEN.values() if not where.endswith("-")}
    # What is taken out or replaced as a whole hides what was spoilt inside it.
    innermost = {
        where: case
        for where, case in spoilt.items()
        if not any(other.startswith(f"{where}/") for other in spoilt)
    }
    found = pointers(changed(HELAN, {where: what for where, (what, _) in innermost.items()}))
    assert len(innermost) > 40
    assert sorted(found) == sorted(expected for _, expected in innermost.values())


@pytest.mark.obligation("H-12.4")
def test_an_override_without_a_basis_is_refused():
    override = {"item": "land-1", "limit": {"n": 60, "unit": "D"}, "basis": "《土地管理法》第十四条"}
    assert rulebook_from(changed(HELAN, {"/overrides/-": override})).overrides[0].limit == Limit(
        60, Unit.CALENDAR_DAY
    )
    for basis in (GONE, "", None):
        document = changed(HELAN, {"/overrides/-": override, "/overrides/0/basis": basis})
        assert pointers(document) == ["/overrides/0/basis"]


def test_an_empty_file_is_told_its_sections_and_not_their_members():
    assert sorted(pointers({})) == sorted(f"/{name}" for name in HELAN if name not in {"$schema", "note"})


def test_what_is_no_object_at_all_is_one_fault():
    assert pointers([]) == [""]


def test_faults_speak_chinese_and_say_what_to_write():
    details = dict(
        faults_of(
            changed(
                HELAN,
                {
                    "/accusation/mode": "ignore",
                    "/intake/stops_at/0": "assgin",
                    "/extension/approvers/0": "boss@county",
                    "/intake/limit/unit": 5,
                },
            )
        )
    )
    assert details == {
        "/accusation/mode": "不认识“ignore”。这里可以写：accept_sealed、own_track、sealed_ledger、redirect。",
        "/intake/stops_at/0": "不认识“assgin”这个词，请对照词汇表改正。",
        "/intake/limit/unit": "不认识这个值。这里可以写：WD、D、M。",
        "/extension/approvers/0": "“boss@county”不是岗位。请写成“角色@单位”，如 intake@body；"
        "@ 后面写 body、unit、county、tenant。",
    }


@pytest.mark.parametrize("document", [HELAN, ELSEWHERE], ids=["helan", "elsewhere"])
def test_a_rulebook_written_back_and_read_again_is_the_same(document):
    rulebook = rulebook_from(document)
    written = as_document(rulebook)
    assert rulebook_from(written) == rulebook
    assert rulebook_from_text(json.dumps(written)) == rulebook


def test_a_rulebook_is_written_back_as_its_file_says_but_for_remarks_and_the_order_of_sets():
    def without_remarks(value):
        if isinstance(value, dict):
            return {
                key: without_remarks(each) for key, each in value.items() if key not in {"note", "$schema"}
            }
        return [without_remarks(each) for each in value] if isinstance(value, list) else value

    expected, written = without_remarks(HELAN), as_document(rulebook_from(HELAN))
    for document in (expected, written):
        document["intake"]["stops_at"].sort()
    assert written == expected


@given(
    lengths=st.dictionaries(
        st.sampled_from(sorted({*Term} - {Term.INTAKE, Term.HANDLING})),
        st.tuples(st.integers(1, 366), st.sampled_from(Unit)),
    )
)
def test_any_length_of_any_term_survives_the_round_trip(lengths):
    document = deepcopy(HELAN)
    for term, (n, unit) in lengths.items():
        document["terms"][term.value] = {"limit": {"n": n, "unit": unit.value}, "basis": "R-03"}
    rulebook = rulebook_from(document)
    assert {term: rulebook.limit_of(term) for term in lengths} == {
        term: Limit(n, unit) for term, (n, unit) in lengths.items()
    }
    assert rulebook_from(as_document(rulebook)) == rulebook


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SECTIONS = st.sampled_from(sorted(set(HELAN) - {"note", "$schema"}))


@given(st.dictionaries(SECTIONS, ANY_JSON, min_size=1, max_size=4))
def test_no_value_anywhere_at_the_top_is_more_than_a_refusal(nonsense):
    document = {**HELAN, **nonsense}
    with suppress(InvalidInputError):
        rulebook_from(document)


class TestAFileAsText:
    def test_the_shipped_text_is_the_shipped_document(self):
        assert rulebook_from_text(shipped("helan-2022")) == rulebook_from(HELAN)

    def test_a_key_written_twice_is_a_fault_beside_the_others(self):
        text = shipped("helan-2022").replace('"version": 1', '"version": 0, "id": "other"')
        with pytest.raises(InvalidInputError) as refusal:
            rulebook_from_text(text)
        assert [fault.pointer for fault in refusal.value.faults] == ["", "/version"]
        assert "“id”" in refusal.value.faults[0].detail

    def test_a_key_written_twice_is_a_fault_even_if_nothing_else_is_wrong(self):
        text = shipped("helan-2022").replace('"version": 1', '"version": 1, "version": 2')
        with pytest.raises(InvalidInputError, match="请按提示改正"):
            rulebook_from_text(text)

    def test_text_that_is_no_json_is_told_where_it_breaks(self):
        with pytest.raises(InvalidInputError) as refusal:
            rulebook_from_text('{\n  "id" "x"\n}')
        assert "第 2 行第 8 个字" in refusal.value.faults[0].detail

    def test_brackets_without_end_are_refused(self):
        with pytest.raises(InvalidInputError):
            rulebook_from_text("[" * 100_000)
