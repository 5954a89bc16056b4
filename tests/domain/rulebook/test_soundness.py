"""What no schema can tell: numbers that contradict each other, and terms that would run out in silence."""

import pytest

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.ladder_soundness import ENDS_BY_ITSELF
from chalicelib.domain.rulebook.soundness import WAYS_OUT
from chalicelib.domain.vocabulary import Term
from tests.support.rulebooks import ELSEWHERE, GONE, HELAN, SUPERVISED, changed, helan
from tests.support.sentences import in_sentences


def pointers(document):
    with pytest.raises(InvalidInputError) as refusal:
        rulebook_from(document)
    return [fault.pointer for fault in in_sentences(refusal.value.faults)]


REVIEW = "/reply_review/steps"
STEP = {"name": "again", "label": "再审", "any_of": False, "only_major": False}
PROPOSING = {
    "proposer": "coordination_office@county",
    "for_units": [],
    "stops_intake": False,
    "steps": [{**STEP, "name": "leader", "signers": ["county_leader@county"]}],
    "basis": "J-3.2.1",
}
OFFICE = {"/seats/names/coordination_office@county": "协调办公室"}


def a_track(name, *units):
    return {
        "name": name,
        "label": "村（社区）办理",
        "units": list(units),
        "steps": HELAN["reply_review"]["steps"],
    }


UNSOUND = {
    "in-force-before-it-was-issued": ({"/meta/effective_from": "2022-06-30"}, ["/meta/effective_from"]),
    "published-before-it-was-issued": ({"/meta/published_on": "2022-06-30"}, ["/meta/published_on"]),
    "office-closes-before-it-opens": ({"/calendar/office_closes": "08:30"}, ["/calendar/office_closes"]),
    "day-of-receipt-that-counts": (
        {"/calendar/day_of_receipt_counts": True},
        ["/calendar/day_of_receipt_counts"],
    ),
    "hard-cases-nobody-hears-of": ({"/supervision": SUPERVISED["/supervision"]}, ["/ladder"]),
    "no-kind-at-all": ({"/kinds": {}}, ["/kinds"]),
    "clock-stops-the-clock": ({"/intake/stops_at/-": "breach"}, ["/intake/stops_at"]),
    "intake-that-no-assignment-stops": ({"/intake/stops_at/0": "mark_clue"}, ["/intake/stops_at"]),
    "way-out-that-is-none": (
        {"/out_of_scope/actions/-": "assign"},
        ["/out_of_scope/actions/3"],
    ),
    "way-out-that-leaves-intake-running": ({"/intake/stops_at/3": "mark_clue"}, ["/intake/stops_at"]),
    "way-upward-that-nobody-can-go": (
        {"/out_of_scope/actions/-": "pass_upward"},
        ["/upward/level_by_level"],
    ),
    "proposal-nobody-makes": ({"/proposal": {**PROPOSING, "proposer": None}}, ["/proposal/proposer"]),
    "proposer-of-nothing": (
        {**OFFICE, "/proposal/proposer": "coordination_office@county"},
        ["/proposal/proposer"],
    ),
    "no-proposal-yet-units-for-it": ({"/proposal/for_units": ["office"]}, ["/proposal/proposer"]),
    "proposal-that-stops-no-intake": (
        {
            **OFFICE,
            "/proposal": {**PROPOSING, "stops_intake": True},
            "/terms/proposal_signing": {"limit": {"n": 5, "unit": "WD"}, "basis": "R-17"},
            "/terms/reproposal": {"limit": {"n": 1, "unit": "WD"}, "basis": "R-16"},
            "/ladder/0/terms": ["intake", "proposal_signing", "reproposal"],
        },
        ["/intake/stops_at"],
    ),
    "proposer-who-signs": (
        {"/proposal": {**PROPOSING, "proposer": "county_leader@county"}},
        ["/proposal/steps/0/signers"],
    ),
    "proposer-in-a-unit-that-nobody-has-chosen": (
        {"/proposal": {**PROPOSING, "proposer": "unit_leader@unit"}},
        ["/proposal/proposer"],
    ),
    "tracks-of-one-name": (
        {"/reply_review/tracks": [a_track("village", "village"), a_track("village", "community")]},
        ["/reply_review/tracks/1/name"],
    ),
    "unit-on-two-tracks": (
        {"/reply_review/tracks": [a_track("village", "village"), a_track("grid", "village", "community")]},
        ["/reply_review/tracks/1/units"],
    ),
    "nobody-signs-an-ordinary-case": (
        {f"{REVIEW}/0/only_major": True, f"{REVIEW}/1/only_major": True},
        [REVIEW],
    ),
    "major-step-before-the-others": ({f"{REVIEW}/0/only_major": True}, [f"{REVIEW}/0/only_major"]),
    "no-log-type-at-all": ({"/process/log_types": []}, ["/process/log_types"]),
    "log-type-that-is-none": ({"/process/before_reply": ["走访"]}, ["/process/before_reply/0"]),
    "feedback-without-its-term": (
        {"/feedback": ELSEWHERE["feedback"], "/evaluation": None},
        ["/ladder", "/terms/feedback"],
    ),
    "feedback-and-rating": ({"/feedback": ELSEWHERE["feedback"] | {"within_handling": True}}, ["/feedback"]),
    "accusing-kind-that-is-none": ({"/accusation/kinds": ["检举控告"]}, ["/accusation/kinds"]),
    "kept-where-nothing-is-led-elsewhere": (
        {"/accusation/kept_for": {"n": 30, "unit": "D"}},
        ["/accusation/kept_for"],
    ),
    "kept-by-working-days": (
        {"/accusation/mode": "redirect", "/accusation/kept_for": {"n": 30, "unit": "WD"}},
        ["/accusation/kept_for/unit"],
    ),
    "every-kind-an-accusation": ({"/accusation/kinds": ["咨询", "非咨询"]}, ["/accusation/kinds"]),
    "deadline-for-no-second-handling": (
        {"/second_handling": {"max_rounds": 0, "deadline_required": True, "basis": "S-5"}},
        ["/second_handling/deadline_required"],
    ),
    "months-that-nobody-says-how-to-extend": (
        {"/kinds/非咨询/limit": {"n": 1, "unit": "M"}},
        ["/extension/per_extension_max"],
    ),
    "category-later-than-the-count": ({"/extension/category_from": 4}, ["/extension/category_from"]),
    "extension-bounds-in-months": (
        {
            "/extension/per_extension_max": {"n": 1, "unit": "M"},
            "/extension/max_total": {"n": 2, "unit": "M"},
        },
        ["/extension/per_extension_max", "/extension/max_total"],
    ),
    "sum-of-extensions-in-another-unit-than-the-first-limit": (
        {"/extension/max_total": {"n": 30, "unit": "D"}},
        ["/extension/max_total"],
    ),
    "running-rung-that-says-not-when": ({"/ladder/0/trigger": "running"}, ["/ladder/0/after"]),
    "extension-nobody-grants": ({"/extension/approvers": []}, ["/extension/approvers"]),
    "extension-without-bounds": (
        {"/extension/max_count": None, "/extension/special_beyond": None},
        ["/extension/max_count"],
    ),
    "special-extension-beyond-nothing": (
        {"/extension/max_count": None, "/extension/max_total": {"n": 20, "unit": "WD"}},
        ["/extension/special_beyond"],
    ),
    "extension-bounds-in-two-units": (
        {
            "/extension/per_extension_max": {"n": 10, "unit": "WD"},
            "/extension/max_total": {"n": 15, "unit": "D"},
        },
        ["/extension/max_total"],
    ),
    "one-extension-longer-than-all": (
        {
            "/extension/per_extension_max": {"n": 10, "unit": "D"},
            "/extension/max_total": {"n": 9, "unit": "D"},
        },
        ["/extension/max_total"],
    ),
    "no-extension-yet-all-its-bounds": (
        {
            "/extension/allowed": False,
            "/extension/per_extension_max": {"n": 10, "unit": "D"},
            "/extension/max_total": {"n": 10, "unit": "D"},
        },
        [
            f"/extension/{key}"
            for key in ("per_extension_max", "max_total", "max_count", "special_beyond", "approvers")
        ],
    ),
    "two-steps-of-one-name": (
        {f"{REVIEW}/-": {**STEP, "name": "discipline_body", "signers": ["county@county"]}},
        [f"{REVIEW}/2/name"],
    ),
    "reviewer-who-signs-twice": (
        {f"{REVIEW}/-": {**STEP, "signers": ["county@county", "intake@body"]}},
        [f"{REVIEW}/2/signers"],
    ),
    "drafter-who-reviews-himself": (
        {"/reply_review/elevated_steps/-": {**STEP, "signers": ["handler@unit"]}},
        ["/reply_review/elevated_steps/2/signers"],
    ),
    "unit-that-signs-after-the-county-took-over": (
        {"/reply_review/elevated_steps/0/signers": ["unit_party_committee@unit"]},
        ["/reply_review/elevated_steps/0/signers"],
    ),
    "order-before-the-county-knows": (
        {"/reply_review/returns_before_order": 1},
        ["/reply_review/returns_before_order"],
    ),
    "grades-out-of-order": (
        {"/evaluation/grades/0": "满意", "/evaluation/grades/1": "非常满意"},
        ["/evaluation/grades"],
    ),
    "bad-grade-nobody-can-give": ({"/evaluation/grades/4": GONE}, ["/evaluation/dissatisfied"]),
    "aspect-that-nobody-rates": ({"/evaluation/aspects/3": GONE}, ["/evaluation/aspects"]),
    "every-grade-a-bad-one": (
        {"/evaluation/grades": ["不太满意", "不满意"]},
        ["/evaluation/dissatisfied"],
    ),
    "two-rungs-of-one-name": ({"/ladder/1/name": "intake_late"}, ["/ladder/1/name"]),
    "idle-rung-over-nothing": ({"/ladder/2/terms": []}, ["/ladder/2/terms"]),
    "rung-over-a-term-though-an-act-lights-it": ({"/ladder/6/terms": ["handling"]}, ["/ladder/6/terms"]),
    "waiting-before-an-idle-rung": ({"/ladder/2/after": {"n": 1, "unit": "WD"}}, ["/ladder/2/after"]),
    "waiting-in-months": ({"/ladder/1/after": {"n": 1, "unit": "M"}}, ["/ladder/1/after"]),
    "rungs-too-far-apart": ({"/ladder/1/after": {"n": 6, "unit": "WD"}}, ["/ladder/1/after"]),
    "first-rung-too-late": (
        {"/ladder/0/after": {"n": 6, "unit": "WD"}, "/ladder/1/after": {"n": 7, "unit": "WD"}},
        ["/ladder/0/after"],
    ),
    "waiting-after-a-wait-that-begins-anew": (
        {
            "/ladder/-": {
                **HELAN["ladder"][0],
                "name": "late",
                "terms": ["chase"],
                "after": {"n": 1, "unit": "WD"},
            }
        },
        ["/ladder/24/after"],
    ),
    "sealed-matter-told-to-others": (
        {"/ladder/-": {**HELAN["ladder"][0], "name": "late", "terms": ["sealed_work"]}},
        ["/ladder/24/tells", "/ladder/24/step_in"],
    ),
    "last-reminder-before-the-one-before": (
        {"/reminders/due_at": "08:30"},
        ["/reminders/due_at"],
    ),
    "one-matter-under-two-rules": (
        {
            "/overrides": [
                {"item": "land-1", "limit": {"n": n, "unit": "D"}, "basis": "《土地管理法》"}
                for n in (30, 60)
            ]
        },
        ["/overrides/1/item"],
    ),
    "seat-without-a-name": (
        {"/ladder/0/step_in": ["main_leader@county"], "/seats/names/handler@unit": GONE},
        ["/seats/names/handler@unit", "/seats/names/main_leader@county"],
    ),
    "special-seat-without-a-name": (
        {"/extension/special_beyond": "discipline_secretary@body"},
        ["/seats/names/discipline_secretary@body"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), UNSOUND.values(), ids=UNSOUND)
def test_a_rulebook_that_contradicts_itself_is_told_where(changes, expected):
    assert pointers(changed(HELAN, changes)) == expected


def test_contradictions_and_misshapen_members_come_in_one_answer():
    changes = {"/version": 0, "/calendar/office_closes": "08:00", "/evaluation/dissatisfied/0": "满意？"}
    assert set(pointers(changed(HELAN, changes))) == {
        "/version",
        "/calendar/office_closes",
        "/evaluation/dissatisfied/0",
    }


def test_what_hangs_on_a_misshapen_section_is_not_judged():
    misshapen = {"/out_of_scope/actions": "decline", "/intake/stops_at": ["assign"]}
    assert pointers(changed(HELAN, misshapen)) == ["/out_of_scope/actions"]


def test_a_proposal_chain_is_judged_as_a_review_chain_is():
    twice = changed(ELSEWHERE, {"/proposal/steps/-": ELSEWHERE["proposal"]["steps"][0]})
    assert pointers(twice) == [
        "/proposal/steps/1/name",
        "/proposal/steps/1/signers",
        "/proposal/steps/1/signers",
    ]


@pytest.mark.obligation("R-03")
@pytest.mark.parametrize("term", sorted({term for term in Term if helan().needs(term)} - ENDS_BY_ITSELF))
def test_a_term_nobody_would_hear_of_is_refused(term):
    silent = [
        {**rung, "terms": [each for each in rung["terms"] if each != term]}
        for rung in HELAN["ladder"]
        if rung["terms"] != [term]
    ]
    assert pointers({**HELAN, "ladder": silent}) == ["/ladder"]


@pytest.mark.parametrize(
    ("last_sound", "first_unsound", "pointer"),
    [
        pytest.param(
            {"/extension/category_from": 3},
            {"/extension/category_from": 4},
            "/extension/category_from",
            id="the-first-special-application",
        ),
        pytest.param(
            {"/reply_review/returns_before_order": 2},
            {"/reply_review/returns_before_order": 1},
            "/reply_review/returns_before_order",
            id="the-return-that-is-an-order",
        ),
        pytest.param(
            {"/ladder/1/after/n": 5}, {"/ladder/1/after/n": 6}, "/ladder/1/after", id="the-longest-silence"
        ),
    ],
)
def test_a_number_may_stand_at_its_bound_and_not_beyond(last_sound, first_unsound, pointer):
    rulebook_from(changed(HELAN, last_sound))
    assert pointers(changed(HELAN, first_unsound)) == [pointer]


@pytest.mark.obligation("R-34", "K-4.4b")
def test_where_nothing_is_extended_no_bound_of_it_may_stand():
    bounds = {
        "per_extension_max": {"n": 5, "unit": "WD"},
        "max_total": {"n": 5, "unit": "WD"},
        "max_count": 2,
        "special_beyond": "county_leader@county",
        "category_from": 2,
        "approvers": ["county@county"],
    }
    document = changed(HELAN, {f"/extension/{key}": value for key, value in bounds.items()})
    found = pointers(changed(document, {"/extension/allowed": False}))
    assert set(found) >= {f"/extension/{key}" for key in bounds}


def test_what_is_no_way_out_is_told_with_those_that_are():
    with pytest.raises(InvalidInputError) as refusal:
        rulebook_from(changed(HELAN, {"/out_of_scope/actions/-": "assign"}))
    (fault,) = refusal.value.faults
    assert fault.detail == f"“assign”不是去向。这里可以写：{'、'.join(sorted(WAYS_OUT))}。"
