"""Which actions a place knows follows from its rulebook alone."""

import pytest

from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.vocabulary import Action, Term
from tests.support.rulebooks import ELSEWHERE, HELAN, changed

NO_EXTENSION = {
    "/extension/allowed": False,
    "/extension/max_count": None,
    "/extension/special_beyond": None,
    "/extension/approvers": [],
}
EXTENSION = {Action.REQUEST_EXTENSION, Action.GRANT_EXTENSION, Action.REFUSE_EXTENSION}
INTERIM = {Action.REPLY_INTERIM, Action.RECORD_FOLLOW_UP, Action.CONTINUE_TRACKING}
PROPOSAL = {Action.HAND_OVER, Action.PROPOSE, Action.SIGN_PROPOSAL, Action.REFUSE_PROPOSAL}
AFTER_12345 = {Action.RECORD_12345_OUTCOME, Action.RECLAIM_12345, Action.JUDGE_LAWFUL}
NOT_IN_HELAN = PROPOSAL | {
    Action.REFER_OUTSIDE,
    Action.PASS_UPWARD,
    Action.REFER_DOWN,
    Action.RECORD_DELIBERATION,
    Action.REDIRECT_12388,
    Action.SOLVE_AT_ONCE,
    Action.FLAG_MAJOR,
    Action.UNFLAG_MAJOR,
    Action.GIVE_FEEDBACK,
    Action.CONFIRM_JOINT_FEEDBACK,
    Action.CLARIFY,
}


def absent(document):
    book = rulebook_from(document)
    return {action for action in Action if not book.offers(action)}


def test_helan_knows_no_proposal_no_deliberation_and_no_step_by_step_upward():
    assert absent(HELAN) == NOT_IN_HELAN


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        pytest.param(NO_EXTENSION, EXTENSION, id="no-extension"),
        pytest.param({"/interim_reply/allowed": False}, INTERIM, id="no-interim-reply"),
        pytest.param({"/evaluation": None}, {Action.EVALUATE}, id="no-rating"),
        pytest.param({"/reply_review/elevated_steps": []}, {Action.ELEVATE}, id="no-elevation"),
        pytest.param(
            {"/out_of_scope/actions": ["refer_up"]},
            AFTER_12345 | {Action.TRANSFER_12345, Action.ADVISE_12345},
            id="no-12345",
        ),
        pytest.param(
            {"/out_of_scope/actions": ["advise_12345"]},
            (AFTER_12345 - {Action.JUDGE_LAWFUL}) | {Action.TRANSFER_12345, Action.REFER_UP},
            id="advice-only",
        ),
    ],
)
def test_what_a_rulebook_leaves_out_is_not_known(changes, more):
    assert absent(changed(HELAN, changes)) == NOT_IN_HELAN | more


@pytest.mark.obligation("S-20", "R-43")
def test_another_place_knows_other_actions():
    missing = absent(ELSEWHERE)
    assert (
        missing
        >= {Action.EVALUATE, Action.SEAL, Action.SPLIT, Action.SEAL_FEEDBACK, Action.REFER_UP, Action.ELEVATE}
        | INTERIM
    )
    # What an office finds itself goes to the sealed desk in every place.
    assert missing.isdisjoint({Action.TRANSFER_CLUE, Action.SEAL_ACCEPT, Action.SEAL_CONCLUDE})
    assert missing.isdisjoint(
        PROPOSAL | EXTENSION | (NOT_IN_HELAN - {Action.REFER_OUTSIDE}) | {Action.CONFIRM_JOINT_FEEDBACK}
    )


@pytest.mark.obligation("R-17", "R-42", "R-43", "H-12.9")
def test_a_place_prices_the_terms_it_needs_and_no_others():
    helan, elsewhere = rulebook_from(HELAN), rulebook_from(ELSEWHERE)
    signing = {Term.PROPOSAL_SIGNING, Term.REPROPOSAL, Term.FEEDBACK}
    assert {term for term in Term if not helan.needs(term)} == signing
    assert {term for term in Term if not elsewhere.needs(term)} == {
        Term.SEALED_FEEDBACK,
        Term.FOLLOW_UP,
        Term.TRACKING,
        Term.EVALUATION,
        Term.DECISION,
        Term.CHASE,
        Term.CHASE_AGAIN,
        Term.ADVICE_WINDOW,
        Term.JUDGEMENT,
    }


@pytest.mark.obligation("R-09")
def test_a_body_outside_is_followed_until_its_receipt_is_recorded():
    outside = {"/out_of_scope/actions": ["refer_outside"]}
    assert rulebook_from(changed(HELAN, outside)).offers(Action.RECORD_12345_OUTCOME)
    assert not rulebook_from(changed(HELAN, outside)).offers(Action.JUDGE_LAWFUL)
