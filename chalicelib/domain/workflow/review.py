"""The chain of reviewers: who is next, and when it is settled (H-12.5, A-05, A-29)."""

from chalicelib.domain.rulebook.rulebook import Rulebook, SigningStep
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Flag
from chalicelib.domain.workflow.case import Case


def chain_of(case: Case, rulebook: Rulebook) -> tuple[SigningStep, ...]:
    """Give the steps this case's reply must pass; a case the county took over has its own (R-60)."""
    rule = rulebook.reply_review
    return rule.elevated_steps if Flag.ELEVATED in case.flags else rule.steps


def step_of(case: Case, rulebook: Rulebook) -> SigningStep:
    """Give the step that is being signed."""
    return chain_of(case, rulebook)[case.review_step - 1]


def seats_left(case: Case, rulebook: Rulebook) -> tuple[Seat, ...]:
    """Give the seats that have not yet signed the step being signed."""
    passed = case.draft.passed if case.draft else ()
    return tuple(seat for seat in step_of(case, rulebook).signers if str(seat) not in passed)


def settles_step(case: Case, rulebook: Rulebook) -> bool:
    """Tell whether one more signature settles the step being signed."""
    return step_of(case, rulebook).any_of or len(seats_left(case, rulebook)) == 1


def settles_chain(case: Case, rulebook: Rulebook) -> bool:
    """Tell whether one more signature sends the reply (R-41)."""
    return settles_step(case, rulebook) and case.review_step == len(chain_of(case, rulebook))
