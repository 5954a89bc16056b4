"""The chain of signers, of a proposal or of a reply: who is next, when is it settled (H-12.5, A-05, A-29)."""

from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import SigningStep
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Flag, State
from chalicelib.domain.workflow.case import Case


def chain_of(case: Case, rulebook: Rulebook) -> tuple[SigningStep, ...]:
    """Give the steps this case's reply must pass: its track's, or those of a case taken over (R-60)."""
    rule = rulebook.reply_review
    if Flag.ELEVATED in case.flags:
        return _signed(rule.elevated_steps, case)
    track = next((each for each in rule.tracks if each.name == case.track), None)
    return _signed(track.steps if track else rule.steps, case)


def proposal_chain(case: Case, rulebook: Rulebook) -> tuple[SigningStep, ...]:
    """Give the steps a proposal about this case must pass (J-3.2.1, K-4.1c)."""
    return _signed(rulebook.proposal.steps, case)


def track_of(unit: OrgType, rulebook: Rulebook) -> str:
    """Name the track on which replies of such a unit run; empty: the usual one."""
    return next((track.name for track in rulebook.reply_review.tracks if unit in track.units), "")


def step_of(case: Case, rulebook: Rulebook) -> SigningStep:
    """Give the step that is being signed."""
    return _chain(case, rulebook)[case.review_step - 1]


def seats_left(case: Case, rulebook: Rulebook) -> tuple[Seat, ...]:
    """Give the seats that have not yet signed the step being signed."""
    paper = case.proposal if case.state is State.PROPOSAL else case.draft
    passed = paper.passed if paper else ()
    return tuple(seat for seat in step_of(case, rulebook).signers if str(seat) not in passed)


def settles_step(case: Case, rulebook: Rulebook) -> bool:
    """Tell whether one more signature settles the step being signed."""
    return step_of(case, rulebook).any_of or len(seats_left(case, rulebook)) == 1


def settles_chain(case: Case, rulebook: Rulebook) -> bool:
    """Tell whether one more signature settles the proposal, or sends the reply (R-41)."""
    return settles_step(case, rulebook) and case.review_step == len(_chain(case, rulebook))


def is_at_major_step(case: Case, rulebook: Rulebook) -> bool:
    """Tell whether it is the turn of whoever signs major cases alone (R-45)."""
    return case.review_step > 0 and step_of(case, rulebook).only_major


def _chain(case: Case, rulebook: Rulebook) -> tuple[SigningStep, ...]:
    if case.state is State.PROPOSAL:
        return proposal_chain(case, rulebook)
    return chain_of(case, rulebook)


def _signed(steps: tuple[SigningStep, ...], case: Case) -> tuple[SigningStep, ...]:
    return tuple(step for step in steps if Flag.MAJOR in case.flags or not step.only_major)
