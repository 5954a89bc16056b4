"""Writing a case: parts first, then one conditional write of a head, or two, makes it true (storage §6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.adapters.dynamodb.case_parts import ChunkParts, LinkParts, SlipParts, TextParts
from chalicelib.adapters.dynamodb.case_rows import HEAD, HeadRow
from chalicelib.adapters.dynamodb.head_seals import HeadSeals
from chalicelib.adapters.dynamodb.heads import attributes_of, changes
from chalicelib.adapters.dynamodb.row_calls import found, updated
from chalicelib.adapters.dynamodb.transactions import Change, Transactions
from chalicelib.domain.errors import CaseMissingError, UnavailableError
from chalicelib.domain.identifiers import CaseNo, PersonId, TextRef
from chalicelib.domain.workflow.act import Decision
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.seats.desks import slips_of
from chalicelib.domain.workflow.timeline import appended
from chalicelib.ports.case_store import CaseNumberTakenError

_BEGUN_ALONE: Final = frozenset({0})
"""What is refused of a write that begins a case out of another, where only its number is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWriting:
    """Everything a case consists of, as far as it is written."""

    head: type[HeadRow]
    texts: TextParts
    chunks: ChunkParts
    slips: SlipParts
    links: LinkParts
    seals: HeadSeals
    together: Transactions

    def begin(self, decision: Decision, filed_by: PersonId | None) -> tuple[Case, HeadRow]:
        """Write the parts of a new case, and give the head that will make them true."""
        case = appended(None, decision.after, decision.entries)
        # The title stands in the head, where a list finds it, and nowhere else.
        self.texts.write(case.case_no, _but_title(decision, case))
        pointer = self.seals.person(case.case_no, filed_by) if filed_by else None
        title = self._sealed_title(case, decision)
        for where in slips_of(case):
            self.slips.put(case, where, title)
        return case, self.head(case.case_no, HEAD, title=title, filed_by=pointer, **attributes_of(case))

    def filed_by(self, case_no: CaseNo) -> PersonId:
        """Open the pointer to the person who filed.

        Raises:
            CaseMissingError: There is no such case, or nobody has filed it.
        """
        row = found(self.head, case_no, HEAD, strongly=False, only=("filed_by",))
        if row is None or row.filed_by is None:
            raise CaseMissingError
        return self.seals.open_person(case_no, row.filed_by)

    def _sealed_title(self, case: Case, decision: Decision) -> bytes:
        return self.seals.title(case.case_no, decision.texts[case.complaint.title])

    def make_ready(self, before: Case, decision: Decision) -> tuple[Case, Change]:
        """Write the parts of a change, and give what will make them true."""
        after = appended(before, decision.after, decision.entries)
        is_retitled = after.complaint.title != before.complaint.title
        title = self._sealed_title(after, decision) if is_retitled else None
        self.texts.write(after.case_no, _but_title(decision, after) if title else decision.texts)
        after = replace(after, tail=after.tail[self.chunks.relieve(before) :])
        self._lay_slips(before, after, title)
        if after.lead is not None and after.lead != before.lead:
            self.links.put(after.lead, after.case_no)
        different = dict(changes(before, after))
        if title is not None:
            different["title"] = title
        if "wake_at" in different:
            different["next_wake_at"] = None
        head = self.head
        actions = [
            getattr(head, name).remove() if value is None else getattr(head, name).set(value)
            for name, value in different.items()
        ]
        return after, Change(head(after.case_no, HEAD), actions, head.version == before.version)

    def write(self, change: Change, decision: Decision) -> bool:
        """Make a change true, together with the other case that begins or changes with it."""
        beside, case_no = decision.beside, decision.after.case_no
        if beside is None:
            return updated(self.head, case_no, HEAD, actions=change.actions, condition=change.condition)
        request = next((entry.request for entry in decision.entries if entry.request), "")
        of_this_try = f"{request} {case_no} {decision.after.version}"
        if beside.before is not None:
            other, also = self.make_ready(beside.before, beside)
            is_written = not self.together.write([], [change, also], of_this_try)
            if is_written:
                self.drop_slips(beside.before, other)
            return is_written
        begun, head = self.begin(beside, self.filed_by(case_no))
        refused = self.together.write([head], [change], of_this_try)
        if refused == _BEGUN_ALONE:
            raise CaseNumberTakenError(begun.case_no)
        return not refused

    def _lay_slips(self, before: Case, after: Case, title: bytes | None) -> None:
        new = [
            place
            for place in slips_of(after)
            if place not in slips_of(before) or _shows_otherwise(before, after)
        ]
        if new:
            row = None if title else found(self.head, after.case_no, HEAD, only=("title",))
            for where in new:
                self.slips.put(after, where, title or (row.title if row else None))

    def drop_slips(self, before: Case, after: Case) -> None:
        """Take a case off the second desks that it lies on no more."""
        for desk in _desks_beside(before) - _desks_beside(after):
            try:
                self.slips.drop(after, desk)
            except UnavailableError:
                # The commit stands and is answered; whoever meets the slip drops it (storage §4).
                return

    def drop_all_slips(self, case: Case) -> None:
        """Take away what was laid under a number that is another filing's."""
        for desk in _desks_beside(case):
            self.slips.drop(case, desk)


def _but_title(decision: Decision, case: Case) -> Mapping[TextRef, str]:
    return {ref: text for ref, text in decision.texts.items() if ref != case.complaint.title}


def _desks_beside(case: Case) -> set[str]:
    return {where.desk for where in slips_of(case)}


def _shows_otherwise(before: Case, after: Case) -> bool:
    shown = ("flags", "recused")
    return before.complaint != after.complaint or any(getattr(before, n) != getattr(after, n) for n in shown)
