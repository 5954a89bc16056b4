"""Putting one signature under a proposal or a reply: a step settled hands on to the next (A-29, R-15)."""

from dataclasses import replace

from chalicelib.domain.vocabulary import State
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Case, Draft, Proposal
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.seats.review import seats_left, settles_step
from chalicelib.domain.workflow.seats.seating import sits_in
from chalicelib.domain.workflow.work import Work


def sign(work: Work, act: Act) -> None:
    """Put one signature; who signed what, at which post, stands in the timeline (S-6)."""
    case, rulebook = work.case, work.around.rulebook
    if settles_step(case, rulebook):
        _pass(work, ())
        work.change(review_step=case.review_step + 1, step_since=work.now)
        return
    left = seats_left(case, rulebook)
    mine = next((seat for seat in left if sits_in(act.actor, seat, case, work.around.directory)), left[0])
    _pass(work, (*_paper(case).passed, str(mine)))


def _pass(work: Work, passed: tuple[str, ...]) -> None:
    signed = replace(_paper(work.case), passed=passed)
    if isinstance(signed, Proposal):
        work.change(proposal=signed)
    else:
        work.change(draft=signed)


def _paper(case: Case) -> Proposal | Draft:
    if case.state is State.PROPOSAL:
        return certain(case.proposal, "nobody signs what was not proposed")
    return certain(case.draft, "nobody reviews what was not drafted")
