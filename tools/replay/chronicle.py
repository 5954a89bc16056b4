"""When each term began and how long it may run, read from the timeline alone.

Written against the clauses, not against the engine: what it finds is compared with what the engine stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Action, Term, Unit
from chalicelib.domain.workflow.case import Entry

A = Action
MAIN: Final[Mapping[Action, Term]] = {
    A.FILE: Term.INTAKE,
    A.DELIVER: Term.INTAKE,
    A.REFER_UP: Term.INTAKE,
    A.REROUTE: Term.INTAKE,
    A.RECLAIM_12345: Term.INTAKE,
    A.ASSIGN: Term.HANDLING,
    A.REASSIGN: Term.HANDLING,
    A.REHANDLE: Term.HANDLING,
    A.ELEVATE: Term.HANDLING,
    A.SEAL: Term.SEALED_ACCEPTANCE,
    # What is taken out of a case begins sealed (A-20, K-4.2b, C-M21).
    A.SPLIT: Term.SEALED_ACCEPTANCE,
    A.TRANSFER_CLUE: Term.SEALED_ACCEPTANCE,
    A.MARK_CLUE: Term.SEALED_ACCEPTANCE,
    A.UNMERGE: Term.INTAKE,
    A.SEAL_ACCEPT: Term.SEALED_WORK,
    A.SEAL_CONCLUDE: Term.SEALED_FEEDBACK,
    A.RETURN_TO_ORDINARY: Term.INTAKE,
    A.RECORD_FOLLOW_UP: Term.FOLLOW_UP,
    A.CONTINUE_TRACKING: Term.FOLLOW_UP,
    # The last signature under an interim reply; under a final one nothing of that name can be late.
    A.PASS_REVIEW: Term.FOLLOW_UP,
}
"""Acts after which the main line's term begins anew."""
BESIDE: Final[Mapping[Action, Term]] = {
    A.REQUEST_EXTENSION: Term.EXTENSION_DECISION,
    A.OBJECT: Term.OBJECTION_RULING,
    A.REQUEST_REASSIGNMENT: Term.OBJECTION_RULING,
    A.FLAG_SPECIAL: Term.COORDINATION,
    A.ANSWER_SUPERVISION: Term.SUPERVISION_SETTLEMENT,
    A.SUPERVISE: Term.SUPERVISION_ANSWER,
    A.RECORD_EVASION: Term.SUPERVISION_ANSWER,
    A.ADD_CO_HANDLER: Term.CO_HANDLING,
}
"""Acts that lay a duty on somebody beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """A term that began: when, with which limit and extensions, or until a day that somebody named."""

    term: Term
    at: datetime
    limit: Limit | None
    extended: tuple[int, ...] = ()
    until: date | None = None


@dataclass
class Chronicle:
    """Reads a timeline entry by entry; `standing` is what each kind of term began with last."""

    rulebook: Rulebook
    kind: str
    standing: dict[Term, list[Began]] = field(default_factory=dict)
    override: int = 0
    own: int = 0
    asked: int = 0

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Mapping[Term, list[Began]]]]:
        """Give each entry with the terms that stood when it was written."""
        for entry in entries:
            yield entry, self.standing
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        action, data = entry.action, entry.data
        if action is A.SET_OVERRIDE:
            self.override, self.own = int(data["working_days"]), 0
            self._relimit()
        elif action is A.RECLASSIFY:
            self.kind, self.own = str(data["kind"]), 0
            self._relimit()
        elif action is A.GRANT_EXTENSION:
            self._extend()
        elif action is A.SUCCEED:
            # It goes on with terms that began in another timeline; its own have stopped.
            self.standing.clear()
            self.override, self.own = int(data.get("working_days", 0)), 0
        term = self._main_term(entry)
        if term is not None:
            self.own = int(data.get("working_days", 0)) if action is A.REHANDLE else 0
            self.standing[term] = [Began(term=term, at=entry.at, limit=self._limit(term))]
        self._take_duty(entry)

    def _main_term(self, entry: Entry) -> Term | None:
        if entry.action is A.RULE_ON_OBJECTION:
            return Term.HANDLING if entry.data.get("upheld") else None
        if entry.action is A.RECORD_12345_OUTCOME:
            return Term.INTAKE if not entry.data.get("settled") and "due_on" in entry.data else None
        if entry.action is A.EVALUATE and "due_on" in entry.data:
            return Term.DECISION
        if entry.action is A.NUDGE_FOLLOW_UP:
            return Term.DECISION if entry.data.get("tracked_out") else Term.FOLLOW_UP
        if entry.action is A.MIRROR:
            # Where the lead went nobody could follow.
            return Term.INTAKE if entry.data["stage"] == "alone" else None
        return MAIN.get(entry.action)

    def _take_duty(self, entry: Entry) -> None:
        action = entry.action
        reissued = action is A.SETTLE_SUPERVISION and not entry.data.get("settled")
        term = Term.SUPERVISION_ANSWER if reissued else BESIDE.get(action)
        if term is None:
            return
        if action is A.REQUEST_EXTENSION:
            self.asked = int(entry.data["working_days"])
        until = entry.data.get("until") if term is Term.SUPERVISION_ANSWER else None
        began = Began(
            term=term,
            at=entry.at,
            limit=self._limit(term),
            until=date.fromisoformat(str(until)) if until else None,
        )
        self.standing[term] = [*self.standing.get(term, []), began]

    def _limit(self, term: Term) -> Limit:
        if term not in {Term.HANDLING, Term.CO_HANDLING}:
            return self.rulebook.limit_of(term)
        days = self.own or self.override
        limit = Limit(days, Unit.WORKING_DAY) if days else self.rulebook.kinds[self.kind].limit
        return limit if term is Term.HANDLING else Limit((limit.n + 1) // 2, limit.unit)

    def _relimit(self) -> None:
        for began in self.standing.pop(Term.HANDLING, []):
            self.standing[Term.HANDLING] = [replace(began, limit=self._limit(Term.HANDLING))]

    def _extend(self) -> None:
        for began in self.standing.pop(Term.HANDLING, []):
            self.standing[Term.HANDLING] = [replace(began, extended=(*began.extended, self.asked))]
