"""Which notice an act owes to whom (obligations §12); how it is worded and sent stands elsewhere."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Action, DutyKind, Role, State
from chalicelib.domain.workflow.case import CITIZEN, Case, Owed
from chalicelib.domain.workflow.seats.approving import first_leaders
from chalicelib.domain.workflow.seats.ownership import (
    COUNTY,
    HANDLER,
    INTAKE_BODY,
    SIGNED,
    UNIT_LEADER,
    owner_seat,
    signing_posts,
)
from chalicelib.domain.workflow.seats.review import seats_left
from chalicelib.domain.workflow.seats.seating import posts_for, posts_in

Address = Seat | str
"""A seat, the citizen, `owner` of the case, the kind of a duty (its owner), or `former_unit`."""

OWNER: Final = "owner"
SIGNERS: Final = "signers"
"""Everybody whose signature the step being signed waits for (A-29)."""
CO_UNITS: Final = "co_units"
"""The leaders of all units that have helped and not yet confirmed (K-3.3a)."""
FORMER_UNIT: Final = "former_unit"
"""The leader of the unit that led before (N10: the unit hears that the county has taken over)."""

IN_CHARGE: Final = "in_charge"
"""The leader whom a hard case was put in charge of (K-3.1b)."""

URGED: Final = "urged"
"""The leader of the unit that was urged last (K-3.5)."""

APPROVERS: Final = "approvers"
"""Leaders of whom one must approve what is to be public (K-3.3b)."""
PUBLICIST: Final = "publicist"
"""Who wrote what was to be public."""

TURN: Final = "N10"
"""§12 knows N10 for orders; it also tells whoever owes a step that it is their turn (docs/readings.md)."""

Notices = tuple[tuple[str, tuple[Address, ...]], ...]

_WORK_ORDER: Final[Notices] = (("N3", (CITIZEN, UNIT_LEADER, HANDLER)),)
_ORDER: Final[Notices] = (("N10", (DutyKind.SUPERVISION, HANDLER)),)
_NEXT: Final[Notices] = ((TURN, (OWNER,)),)
_TO_SIGN: Final[Notices] = ((TURN, (SIGNERS,)),)
REPLY_SENT: Final[Notices] = (("N7", (CITIZEN,)),)

NOTICES: Final[Mapping[Action, Notices]] = MappingProxyType(
    {
        Action.FILE: (("N1", (CITIZEN,)),),
        Action.DELIVER: _NEXT,
        Action.ASSIGN: _WORK_ORDER,
        Action.REASSIGN: _WORK_ORDER,
        Action.REHANDLE: _WORK_ORDER,
        Action.ANSWER_DIRECTLY: (("N2", (CITIZEN,)),),
        Action.DECLINE: (("N2", (CITIZEN,)),),
        Action.REFER_UP: (("N2", (CITIZEN,)), ("N3", (OWNER,))),
        Action.REROUTE: (("N3", (OWNER,)),),
        Action.TRANSFER_12345: (("N2", (CITIZEN,)),),
        Action.ADVISE_12345: (("N2", (CITIZEN,)),),
        Action.RECLAIM_12345: (("N2", (CITIZEN,)),),
        Action.SEAL: (("N2", (CITIZEN,)), (TURN, (OWNER,))),
        Action.MERGE: (("N2", (CITIZEN,)),),
        Action.UNMERGE: (("N2", (CITIZEN,)), (TURN, (OWNER,))),
        Action.SPLIT: (("N2", (CITIZEN,)), (TURN, (OWNER,))),
        Action.TRANSFER_CLUE: _NEXT,
        Action.MARK_CLUE: _NEXT,
        Action.SEAL_ACCEPT: (("N2", (CITIZEN,)),),
        Action.SEAL_HAND_OVER: (("N2", (CITIZEN,)),),
        Action.RETURN_TO_ORDINARY: (("N2", (CITIZEN,)), ("N3", (OWNER,))),
        Action.NAME_HANDLERS: (("N3", (HANDLER,)),),
        Action.RELEASE_NUMBER: ((TURN, (HANDLER,)),),
        Action.MESSAGE_CITIZEN: (("N7", (CITIZEN,)),),
        Action.ADD_MATERIAL: _NEXT,
        Action.ANNOTATE: _NEXT,
        Action.RECUSE: _NEXT,
        Action.SUBMIT_REPLY: _TO_SIGN,
        Action.REPLY_INTERIM: _TO_SIGN,
        Action.HAND_OVER: _NEXT,
        Action.PROPOSE: _TO_SIGN,
        Action.REFUSE_PROPOSAL: _NEXT,
        Action.SOLVE_AT_ONCE: REPLY_SENT,
        Action.GIVE_FEEDBACK: REPLY_SENT,
        Action.PASS_UPWARD: (("N2", (CITIZEN,)), ("N3", (OWNER,))),
        Action.REFER_DOWN: (("N2", (CITIZEN,)), ("N3", (OWNER,))),
        Action.REFER_OUTSIDE: (("N2", (CITIZEN,)),),
        Action.REDIRECT_12388: (("N2", (CITIZEN,)),),
        Action.FLAG_MAJOR: _NEXT,
        Action.RETURN_REVIEW: (("N6", (HANDLER,)),),
        Action.REQUEST_EXTENSION: (("N5", (DutyKind.EXTENSION,)),),
        Action.REFUSE_EXTENSION: (("N5", (HANDLER,)),),
        Action.OBJECT: ((TURN, (DutyKind.OBJECTION,)),),
        Action.REQUEST_REASSIGNMENT: ((TURN, (DutyKind.OBJECTION,)),),
        Action.ADD_CO_HANDLER: (("N3", (DutyKind.CO_HANDLING,)),),
        Action.ANSWER_AS_CO_HANDLER: ((TURN, (HANDLER,)),),
        Action.SUPERVISE: _ORDER,
        Action.RECORD_EVASION: _ORDER,
        Action.ANSWER_SUPERVISION: ((TURN, (DutyKind.SUPERVISION,)),),
        Action.FLAG_SPECIAL: ((TURN, (DutyKind.COORDINATION,)),),
        Action.PUBLISH_FEEDBACK: ((TURN, (APPROVERS,)),),
        Action.REFUSE_PUBLICATION: ((TURN, (PUBLICIST,)),),
        Action.URGE: ((TURN, (URGED,)),),
        Action.PUT_IN_CHARGE: ((TURN, (IN_CHARGE, OWNER)),),
        Action.ELEVATE: (("N10", (OWNER, FORMER_UNIT, CITIZEN)),),
        Action.CONTINUE_TRACKING: ((TURN, (HANDLER,)),),
        Action.EXPLAIN_AND_CLOSE: (("N7", (CITIZEN,)),),
        Action.WITHDRAW: ((TURN, (DutyKind.WITHDRAWAL,)),),
        Action.ACCEPT_WITHDRAWAL: (("N2", (CITIZEN,)),),
        Action.LAPSE: (("N2", (CITIZEN,)),),
    }
)
"""Acts that always owe the same."""


BY_CHOICE: Final[Mapping[tuple[Action, str], Notices]] = MappingProxyType(
    {
        (Action.RULE_ON_OBJECTION, "upheld"): _WORK_ORDER,
        (Action.RULE_ON_OBJECTION, "rejected"): ((TURN, (UNIT_LEADER, HANDLER)),),
        (Action.RECORD_12345_OUTCOME, "settled"): REPLY_SENT,
        (Action.SETTLE_SUPERVISION, "unsettled"): _ORDER,
        (Action.EVALUATE, "dissatisfied"): (("N9", (INTAKE_BODY, COUNTY)),),
    }
)
"""Acts that owe something by one of their choices only."""


_PASSED: Final[Mapping[State, Notices]] = MappingProxyType(
    {
        State.IN_REVIEW: _TO_SIGN,
        State.AWAITING_FEEDBACK: ((TURN, (OWNER, CO_UNITS)),),
    }
)
"""Whose turn it is after a signature; after every other last one the citizen has the answer (R-41)."""


def owed_for(
    action: Action, case: Case, rulebook: Rulebook, directory: Directory, choice: str = ""
) -> tuple[Owed, ...]:
    """Give what an act owes, in the case as it stands after it; `choice` names the branch it took.

    The citizen of a case continued ex officio gets no more notices (R-69).
    """
    owed: dict[Owed, None] = {}
    for notice, addresses in BY_CHOICE.get((action, choice)) or _notices(action, case):
        for address in addresses:
            for to in _receivers(address, case, rulebook, directory):
                if to and not (to == CITIZEN and case.ex_officio):
                    owed[Owed(notice, to)] = None
    return tuple(owed)


def _notices(action: Action, case: Case) -> Notices:
    if action is Action.PASS_REVIEW:
        return _PASSED.get(case.state, REPLY_SENT)
    if action is Action.SIGN_PROPOSAL:
        return _TO_SIGN if case.state is State.PROPOSAL else _WORK_ORDER
    if action is Action.GRANT_EXTENSION:
        is_pending = case.duty(DutyKind.EXTENSION) is not None
        return (("N5", (DutyKind.EXTENSION,) if is_pending else (HANDLER, CITIZEN)),)
    if action in {Action.RECLASSIFY, Action.SET_OVERRIDE}:
        return () if case.state is State.INTAKE else (("N5", (CITIZEN, OWNER)),)
    return NOTICES.get(action, ())


def _receivers(
    address: Address, case: Case, rulebook: Rulebook, directory: Directory
) -> Iterator[str | None]:
    if address == SIGNERS:
        if case.state in SIGNED:
            for seat in seats_left(case, rulebook):
                yield from (post.id for post in signing_posts(seat, case, directory)[:1])
    elif address == APPROVERS:
        yield from (post.id for post in first_leaders(case, directory))
    elif address == PUBLICIST:
        yield case.publication.writer_post if case.publication else None
    elif address == IN_CHARGE:
        yield case.in_charge.post if case.in_charge else None
    elif address in {CO_UNITS, URGED}:
        for unit in case.co_units if address == CO_UNITS else case.urged[-1:]:
            yield from (post.id for post in posts_for(unit, Role.UNIT_LEADER, case, directory)[:1])
    else:
        yield _receiver(address, case, rulebook, directory)


def _receiver(address: Address, case: Case, rulebook: Rulebook, directory: Directory) -> str | None:
    if isinstance(address, Seat):
        posts = posts_in(address, case, directory)
        return posts[0].id if posts else None
    if isinstance(address, DutyKind):
        duty = next((duty for duty in reversed(case.duties) if duty.kind is address), None)
        return duty.owner_post if duty else None
    if address == FORMER_UNIT:
        posts = posts_for(case.former_units[-1], Role.UNIT_LEADER, case, directory)
        return posts[0].id if posts else None
    if address == OWNER:
        return case.owner_post if owner_seat(case, rulebook) else None
    return address
