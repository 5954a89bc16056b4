"""Whose eyes the words of a minor's case are for (S-15): those who do something about it, and no others."""

from chalicelib.domain.vocabulary import Flag
from chalicelib.domain.workflow.act import Actor, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.engine import open_to
from chalicelib.domain.workflow.seats.ownership import owner_seat
from chalicelib.domain.workflow.seats.seating import sits_in
from chalicelib.domain.workflow.seats.visibility import SET_APART, sees, takes_part


def reads_words(actor: Actor, case: Case, around: Circumstances) -> bool:
    """Tell whether a post reads what was said, and not only how the case stands.

    Who sees an ordinary case reads it. Of one about minors the county, looking on (H-4.3), sees state, dues
    and timeline but no word, until it has something to do itself: it holds the case, owes a duty on it,
    handles it after taking it over, or may step in for somebody silent (R-03).
    """
    directory, rulebook = around.directory, around.rulebook
    if not sees(actor, case, directory, rulebook):
        return False
    if Flag.MINORS_INVOLVED not in case.flags or case.state in SET_APART:
        return True
    owner = owner_seat(case, rulebook)
    return (
        takes_part(actor, case, directory, rulebook)
        or (owner is not None and sits_in(actor, owner, case, directory))
        or any(rule.step_in for rule in open_to(actor, case, around))
    )
