"""The first moment of a case: filed, routed and pushed in one commit (H-10.1)."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.identifiers import CaseNo, CountyId
from chalicelib.domain.notices.owing import owed_for
from chalicelib.domain.routing.route import Route
from chalicelib.domain.vocabulary import Flag, State, Term
from chalicelib.domain.workflow.act import Act, Circumstances, Decision
from chalicelib.domain.workflow.case import Case, Complaint, Counts, Scalar
from chalicelib.domain.workflow.clock.clockwork import settle
from chalicelib.domain.workflow.effects.hard_cases import raise_if_hard
from chalicelib.domain.workflow.stepping import settle_owner
from chalicelib.domain.workflow.work import Work


class Consent(StrEnum):
    """How somebody agreed to be filed for (obligations §9 代录授权)."""

    IN_PERSON = "当面"
    PHONE = "电话"
    IN_WRITING = "书面"


class Capacity(StrEnum):
    """As whom somebody files (S-15)."""

    ONESELF = "本人"
    GUARDIAN = "监护人"
    AGENT = "代理人"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A complaint as it comes in, with where the county's tables send it."""

    case_no: CaseNo
    county: CountyId
    complaint: Complaint
    words: tuple[str, ...]
    """Title and content, in the clear, to be kept under their references."""
    route: Route
    flags: frozenset[Flag] = frozenset()
    times_brought: int = 1
    """How often this person has brought this matter, this time counted in (K-3.1b)."""
    consent: Consent | None = None
    """Set where somebody else files for the citizen (S-18); who, is the actor of the first entry."""
    has_phone: bool = True
    capacity: Capacity | None = None
    """As whom it is filed, where that was said; a minor's case always says it (S-15)."""


def open_case(filing: Filing, act: Act, around: Circumstances) -> Decision:
    """Begin a case: with a body it goes straight to its desk and the intake term runs (H-10.2, A-07)."""
    case = Case(
        case_no=filing.case_no,
        county=filing.county,
        rulebook=around.rulebook.ref,
        filed_at=around.now,
        complaint=filing.complaint,
        state=State.INTAKE if filing.route.body else State.FILED,
        state_entered_at=around.now,
        supervising_org=filing.route.body,
        flags=filing.flags,
        counts=Counts(times_brought=filing.times_brought),
    )
    work = Work(case, around, is_new=True)
    for word in filing.words:
        work.keep(word)
    if filing.route.body:
        work.start_clock(Term.INTAKE)
    settle_owner(work)
    data: dict[str, Scalar] = {"route": str(filing.route.reason)}
    if filing.consent is not None:
        data["consent"] = str(filing.consent)
    if filing.capacity is not None:
        data["capacity"] = str(filing.capacity)
    if not filing.has_phone:
        # Whoever handles it must know that no message reaches the citizen; it says nothing of who.
        data["without_phone"] = True
    if filing.route.body:
        data["body"] = filing.route.body
    if work.case.clock is not None:
        data["due_on"] = work.case.clock.due_on.isoformat()
    work.write_act(act, "H-10.1", owed_for(act.action, work.case, around.rulebook, around.directory), data)
    raise_if_hard(work)
    settle(work)
    return work.decision()
