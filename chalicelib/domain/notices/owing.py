"""Which notice an act owes to whom (obligations §12); how it is worded and sent stands elsewhere."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Action, DutyKind, State
from chalicelib.domain.workflow.case import CITIZEN, Case, Owed
from chalicelib.domain.workflow.ownership import COUNTY, HANDLER, INTAKE_BODY, UNIT_LEADER, owner_seat
from chalicelib.domain.workflow.seating import posts_in

Address = Seat | str
"""A seat, the citizen, or the owner of the case (`owner`) or of a duty (its kind)."""

OWNER: Final = "owner"

NOTICES: Final[Mapping[Action, tuple[tuple[str, tuple[Address, ...]], ...]]] = MappingProxyType(
    {
        Action.FILE: (("N1", (CITIZEN,)),),
        Action.ASSIGN: (("N3", (CITIZEN, UNIT_LEADER)),),
        Action.REASSIGN: (("N3", (CITIZEN, UNIT_LEADER)),),
        Action.ANSWER_DIRECTLY: (("N2", (CITIZEN,)),),
        Action.DECLINE: (("N2", (CITIZEN,)),),
        Action.REFER_UP: (("N3", (OWNER,)),),
        Action.REROUTE: (("N3", (OWNER,)),),
        Action.TRANSFER_12345: (("N2", (CITIZEN,)),),
        Action.ADVISE_12345: (("N2", (CITIZEN,)),),
        Action.RECORD_12345_OUTCOME: (("N7", (CITIZEN,)),),
        Action.SEAL: (("N2", (CITIZEN,)),),
        Action.NAME_HANDLERS: (("N3", (HANDLER,)),),
        Action.REQUEST_EXTENSION: (("N5", (DutyKind.EXTENSION,)),),
        Action.GRANT_EXTENSION: (("N5", (HANDLER, CITIZEN)),),
        Action.REFUSE_EXTENSION: (("N5", (HANDLER,)),),
        Action.RETURN_REVIEW: (("N6", (HANDLER,)),),
        Action.MESSAGE_CITIZEN: (("N7", (CITIZEN,)),),
        Action.REHANDLE: (("N3", (CITIZEN, UNIT_LEADER)),),
        Action.SUPERVISE: (("N10", (DutyKind.SUPERVISION,)),),
        Action.RECORD_EVASION: (("N10", (DutyKind.SUPERVISION,)),),
        Action.ELEVATE: (("N10", (OWNER, CITIZEN)),),
        Action.EXPLAIN_AND_CLOSE: (("N7", (CITIZEN,)),),
        Action.ACCEPT_WITHDRAWAL: (("N2", (CITIZEN,)),),
        Action.LAPSE: (("N2", (CITIZEN,)),),
        Action.CLOSE_UNRATED: (),
        Action.WITHDRAW: (("N10", (DutyKind.WITHDRAWAL,)),),
        Action.OBJECT: (("N10", (DutyKind.OBJECTION,)),),
        Action.REQUEST_REASSIGNMENT: (("N10", (DutyKind.OBJECTION,)),),
        Action.ADD_CO_HANDLER: (("N3", (DutyKind.CO_HANDLING,)),),
        Action.FLAG_SPECIAL: (("N10", (DutyKind.COORDINATION,)),),
        Action.ADD_MATERIAL: (("N10", (OWNER,)),),
        Action.SUBMIT_REPLY: (("N10", (OWNER,)),),
        Action.REPLY_INTERIM: (("N10", (OWNER,)),),
    }
)

REPLY_SENT: Final = (("N7", (CITIZEN,)),)
BADLY_RATED: Final = (("N9", (INTAKE_BODY, COUNTY)),)


def owed_for(action: Action, case: Case, rulebook: Rulebook, directory: Directory) -> tuple[Owed, ...]:
    """Give what an act owes, in the case as it stands after it; the citizen of an ex-officio case gets none (R-69)."""
    owed: dict[Owed, None] = {}
    for notice, addresses in _notices(action, case):
        for address in addresses:
            to = _receiver(address, case, rulebook, directory)
            if to and not (to == CITIZEN and case.ex_officio):
                owed[Owed(notice, to)] = None
    return tuple(owed)


def _notices(action: Action, case: Case) -> tuple[tuple[str, tuple[Address, ...]], ...]:
    if action is Action.PASS_REVIEW:
        sent = case.state is not State.IN_REVIEW
        return REPLY_SENT if sent else (("N10", (OWNER,)),)
    if action is Action.EVALUATE:
        return BADLY_RATED if case.state in {State.DECISION, State.TRACKING_12345} else ()
    return NOTICES.get(action, ())


def _receiver(address: Address, case: Case, rulebook: Rulebook, directory: Directory) -> str | None:
    if isinstance(address, Seat):
        posts = posts_in(address, case, directory)
        return posts[0].id if posts else None
    if isinstance(address, DutyKind):
        duty = next((duty for duty in reversed(case.duties) if duty.kind is address), None)
        return duty.owner_post if duty else None
    if address == OWNER:
        return case.owner_post if owner_seat(case, rulebook) else None
    return address
