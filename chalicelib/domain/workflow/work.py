"""One decision in the making: the case as it stands so far, and what is written down on the way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.terms import RunningTerm, Verdict, start
from chalicelib.domain.identifiers import OrgId, TextRef
from chalicelib.domain.vocabulary import Action, DutyKind, Term
from chalicelib.domain.workflow.act import Act, Circumstances, Decision
from chalicelib.domain.workflow.case import NO_TEXTS, NOTHING, Case, Duty, Entry, Owed, Scalar
from chalicelib.domain.workflow.inputs import FREE_TEXTS
from chalicelib.domain.workflow.limits import handling_limit
from chalicelib.domain.workflow.timeline import entry_hash

CLOCK: Final = "clock"

JUDGED: Final = frozenset(Term) - {
    Term.EVALUATION,
    Term.ADVICE_WINDOW,
    Term.CHASE,
    Term.CHASE_AGAIN,
    Term.TRACKING,
}
"""Terms that somebody in office owes; a citizen's window and a wait for another platform get no verdict."""


class Work:
    """Collects the changes of one decision; nothing outside sees it before it is whole."""

    __slots__ = (
        "_afterwards",
        "around",
        "asked_at",
        "before",
        "beside",
        "case",
        "entries",
        "lapsed",
        "texts",
    )

    def __init__(self, case: Case, around: Circumstances, *, is_new: bool = False) -> None:
        self.before = None if is_new else case
        self.case = case
        self.around = around
        self.asked_at: Final = around.now
        self.lapsed: list[DutyKind] = []
        self.entries: list[Entry] = []
        self.texts: dict[TextRef, str] = {}
        self.beside: Work | None = None
        self._afterwards: list[Callable[[], None]] = []

    @property
    def now(self) -> datetime:
        """The instant being decided: the reading of the clock, or when something became true before it."""
        return self.around.now

    def take_beside(self, other: Case) -> "Work":
        """Let another case change in the same write, or begin in it."""
        around = replace(self.around, lead=None, followers=None, other=None, branch=None)
        self.beside = Work(other, around)
        return self.beside

    def turn_to(self, instant: datetime) -> None:
        """Decide as of an instant: a late sweep must find what an early one would have found (R-02)."""
        self.around = replace(self.around, now=instant)

    def change(self, **fields: object) -> None:
        """Set fields of the case."""
        self.case = replace(self.case, **fields)  # type: ignore[arg-type] # checked by the callers' tests

    def count(self, **counted: int) -> None:
        """Set counts of the case."""
        self.case = replace(self.case, counts=replace(self.case.counts, **counted))

    def later(self, consequence: Callable[[], None]) -> None:
        """Put off a consequence until the act that caused it stands in the timeline."""
        self._afterwards.append(consequence)

    def follow_up(self) -> None:
        """Let the consequences happen, in their order."""
        while self._afterwards:
            self._afterwards.pop(0)()

    def keep(self, text: str) -> TextRef:
        """Take a text along and give its reference."""
        ref = self.around.refer(text)
        self.texts[ref] = text
        return ref

    def write_act(self, act: Act, basis: str, owes: Iterable[Owed], data: Mapping[str, Scalar]) -> None:
        """Write down what a person did, its words by reference only."""
        words = {name: getattr(act.inputs, name) for name in FREE_TEXTS}
        self._append(
            Entry(
                seq=self.case.version + 1,
                at=self.now,
                actor=act.actor.signature,
                post=act.actor.post,
                action=act.action,
                basis=basis,
                data=data or NOTHING,
                texts={name: self.keep(word) for name, word in words.items() if word} or NO_TEXTS,
                owes=tuple(owes),
                request=act.request,
                body=act.body,
            )
        )

    def write_fact(
        self,
        action: Action,
        basis: str,
        *,
        owes: Iterable[Owed] = (),
        data: Mapping[str, Scalar] = NOTHING,
        texts: Mapping[str, TextRef] = NO_TEXTS,
    ) -> None:
        """Write down what the clock found, dated when it became true (R-02)."""
        self._append(
            Entry(
                seq=self.case.version + 1,
                at=self.now,
                actor=CLOCK,
                action=action,
                basis=basis,
                # A store gives plain strings back; the hash must not depend on which enum they came from.
                data={name: str(fact) if isinstance(fact, str) else fact for name, fact in data.items()},
                texts=texts or NO_TEXTS,
                owes=tuple(owes),
            )
        )

    def start_clock(self, term: Term, after: date | None = None) -> None:
        """Start the main line's term for whoever owes it; `after` is the last day of the term it follows."""
        self.change(
            clock=start(
                term,
                org=self._owing(term),
                at=self.now,
                limit=self.handling_limit() if term is Term.HANDLING else self.around.rulebook.limit_of(term),
                calendar=self.around.calendar,
                after=after,
            )
        )

    def _owing(self, term: Term) -> OrgId | None:
        """Give the organisation whose term it is; the verdict stays with it (A-14)."""
        if term in {Term.HANDLING, Term.FOLLOW_UP, Term.FEEDBACK}:
            return self.case.lead_unit
        if term in {Term.SEALED_ACCEPTANCE, Term.SEALED_WORK, Term.SEALED_FEEDBACK}:
            return self.around.directory.county_body
        return self.case.supervising_org

    def stop_clock(self) -> None:
        """Stop the main line's term; its verdict freezes now (R-05)."""
        if self.case.clock is not None:
            self.judge(self.case.clock)
            self.change(clock=None)

    def judge(self, running: RunningTerm) -> None:
        """Freeze the verdict of a term that stops; a breached one has its verdict already."""
        if running.term not in JUDGED or self._is_late_already(running):
            return
        # Held means: the due passed while an application was pending and nobody granted it.
        # While its due is provisional a term is never late.
        is_late = running.held or (self.now >= running.due_at and not running.provisional)
        self._add_verdict(running, on_time=not is_late, at=running.due_at if is_late else self.now)

    def take_lapsed(self) -> dict[str, Scalar]:
        """Name what has lapsed, for the entry that says why."""
        lapsed, self.lapsed = self.lapsed, []
        return {"lapsed": ",".join(lapsed)} if lapsed else {}

    def breach(self, running: RunningTerm, held_by: str = "") -> RunningTerm:
        """Make a breach a permanent fact, dated when it became true: the end of the last day (A-03)."""
        if not self._is_late_already(running):
            self._add_verdict(running, on_time=False, at=running.due_at, held_by=held_by)
        return replace(running, breached_at=running.due_at)

    def excuse(self, running: RunningTerm, why: str) -> None:
        """Set a later fact beside the late verdict of a term; the verdict itself stays (R-05)."""
        self.change(
            verdicts=tuple(
                replace(verdict, excused=why) if _is_late_verdict_of(running, verdict) else verdict
                for verdict in self.case.verdicts
            )
        )

    def open_duty(self, duty: Duty) -> None:
        """Lay a duty beside the main line."""
        self.change(duties=(*self.case.duties, duty))

    def replace_duty(self, old: Duty, new: Duty) -> None:
        """Put a duty's new form in the old one's place."""
        self.change(duties=tuple(new if duty is old else duty for duty in self.case.duties))

    def close_duty(self, duty: Duty) -> None:
        """Settle a duty: its term stops with its verdict."""
        self.judge(duty.clock)
        self.change(duties=tuple(other for other in self.case.duties if other is not duty))

    def drop_duties(self, gone: Iterable[Duty]) -> None:
        """End duties that have lost their object (R-04), and note what lapsed."""
        for duty in gone:
            self.close_duty(duty)
            self.lapsed.append(duty.kind)

    def handling_limit(self) -> Limit:
        """Give the limit of this work order: its own, another rule's (H-12.4), else its kind's."""
        return handling_limit(self.case, self.around.rulebook)

    def decision(self) -> Decision:
        """Give everything that must become true together, the entries chained by their hashes."""
        chained = self.case.last_hash
        for entry in self.entries:
            chained = entry_hash(chained, entry)
        self.change(last_hash=chained, tail=(*self.case.tail, *self.entries))
        return Decision(
            before=self.before,
            after=self.case,
            entries=tuple(self.entries),
            texts=dict(self.texts),
            beside=self.beside.decision() if self.beside is not None else None,
        )

    def _append(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.change(version=entry.seq)

    def _is_late_already(self, running: RunningTerm) -> bool:
        # One verdict for each term instance: a term extended after its breach stays late.
        return any(_is_late_verdict_of(running, verdict) for verdict in self.case.verdicts)

    def _add_verdict(self, running: RunningTerm, *, on_time: bool, at: datetime, held_by: str = "") -> None:
        verdict = Verdict(
            term=running.term,
            round=self.case.round,
            work_order=self.case.work_order,
            org=running.org,
            on_time=on_time,
            started_at=running.started_at,
            due_on=running.due_on,
            settled_at=at,
            held_by=held_by,
        )
        self.change(verdicts=(*self.case.verdicts, verdict))


def _is_late_verdict_of(running: RunningTerm, verdict: Verdict) -> bool:
    return (
        verdict.term is running.term
        and verdict.org == running.org
        and verdict.started_at == running.started_at
        and not verdict.on_time
    )
