"""Whether a notice may still leave, now that the case stands where it stands (storage §9: read again)."""

from typing import Final

from chalicelib.domain.vocabulary import Action, Role, State
from chalicelib.domain.workflow.case import CITIZEN, Case, Entry, Owed

ENDS_BY_WITHDRAWAL: Final = frozenset({Action.ACCEPT_WITHDRAWAL, Action.LAPSE})
"""The body has accepted the withdrawal, or its silence has."""


SEALED_NEWS: Final = frozenset({Action.SEAL, Action.SPLIT, Action.SEAL_ACCEPT, Action.SEAL_HAND_OVER})
"""What the citizen hears of the sealed way: that it was taken, and that it was accepted there (A-21)."""


def may_leave(case: Case, entry: Entry, owed: Owed, role: Role | None) -> bool:
    """Tell whether a notice owed earlier may still be sent; `role` is the post's, `None` for the citizen.

    A sealed case is silent to everyone outside the sealed desk, save that the citizen learns that it was
    received (N1), that it went its own way (N2 of `seal` itself) and was accepted there (A-21) (X-1,
    obligations §12). After a
    withdrawal the citizen hears only how it ended; a case continued ex officio tells nothing more (R-69).
    """
    if case.state is State.SEALED:
        return role is Role.SEALED_DESK or (owed.to == CITIZEN and _tells_of_the_sealing(entry, owed))
    if owed.to != CITIZEN:
        return True
    if case.ex_officio:
        return False
    return case.state is not State.WITHDRAWN or entry.action in ENDS_BY_WITHDRAWAL


def _tells_of_the_sealing(entry: Entry, owed: Owed) -> bool:
    return owed.notice == "N1" or (owed.notice == "N2" and entry.action in SEALED_NEWS)
