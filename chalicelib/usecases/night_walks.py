"""The two walks of the night, each finding what the other cannot see; neither is a scan.

By the wake index every case is met to whom the clock owes something: is it owned, are its notices sent?
A case missing there is never missed there, so the desks are walked as well, where every case lies that an
organisation holds: has it a wake-up, and does its head confirm that it lies here? A case in neither index has
neither owner nor wake-up at once; one commit cannot make it so (the exploration proves it). Guards without a
head are out of reach: they stand under their person, and nobody was told of them (storage §12).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.seats.desks import (
    BOXES,
    DUTY_BOXES,
    HARD,
    PUBLICATION,
    closed_box,
    desk_key,
    is_closed_desk,
    public_desk,
)
from chalicelib.domain.workflow.seats.watching import (
    has_owner,
    has_somebody_there,
    is_open,
    lies_on,
    silent_at_the_top,
)
from chalicelib.ports.case_store import CaseStore, WakeRow
from chalicelib.ports.clock import Clock
from chalicelib.ports.messages import Messages
from chalicelib.ports.shelves import County, Shelves
from chalicelib.usecases.heal_notices import HealNotices
from chalicelib.usecases.night_tally import OPEN_CASES, SLIPS_DROPPED, Finding, Tally
from chalicelib.usecases.send_notice import Delivery

PAGE: Final = 100
A_NIGHT: Final = timedelta(days=1)
OPEN_BOXES: Final = tuple(sorted({*BOXES.values(), *DUTY_BOXES.values(), HARD, PUBLICATION}))


@dataclass(frozen=True, slots=True, kw_only=True)
class NightWalks:
    """Walks page by page; after each it gives the place from which the walk can go on."""

    cases: CaseStore
    messages: Messages
    heal_notices: HealNotices
    shelves: Shelves
    clock: Clock

    def shard(self, shard: int, start: str, tally: Tally) -> Iterator[str]:
        """Walk a shard of the wake index."""
        after = WakeRow.at_place(start)
        is_more = True
        while is_more:
            rows = self.cases.list_waking(shard, limit=PAGE, after=after)
            self._each([row.case_no for row in rows], tally, lambda case: self._wakes(case, tally))
            is_more = len(rows) == PAGE
            if rows:
                after = rows[-1]
                yield after.place

    def county(self, county: County, start: str, tally: Tally) -> Iterator[str]:
        """Walk the desks of a county: all open ones, and those closed this month and the one before."""
        orgs = self.shelves.directory(county.directory).orgs
        now = self.clock.now()
        last_month = civil_day(now).replace(day=1) - timedelta(days=1)
        closed = {closed_box(now), closed_box(datetime.combine(last_month, now.timetz()))}
        desks = {desk_key(county.id, org, box) for org in orgs for box in (*OPEN_BOXES, *closed)}
        for desk in sorted(desks | {public_desk(county.id)}):
            if desk > start:
                self._desk(desk, tally)
                yield desk

    def _desk(self, desk: str, tally: Tally) -> None:
        page = self.cases.list_desk(desk, limit=PAGE, after=None, with_titles=False)
        while True:
            lying = [row.case_no for row in page.rows]
            self._each(lying, tally, lambda case: self._lies(case, desk, tally))
            if page.next_key is None:
                return
            page = self.cases.list_desk(desk, limit=PAGE, after=page.next_key, with_titles=False)

    def _each(self, case_nos: Sequence[CaseNo], tally: Tally, look: Callable[[Case], None]) -> None:
        """Look at each case; one that our own code cannot look at is listed, and the others go on."""
        for case_no, read in self._read(case_nos):
            try:
                look(read())
            except UnavailableError:
                raise
            except Exception as error:  # noqa: BLE001 - a case that fails, even by our own fault, fails alone
                tally.tell(Finding.UNREADABLE, f"{case_no} {type(error).__name__}")

    def _read(self, case_nos: Sequence[CaseNo]) -> Iterator[tuple[CaseNo, Callable[[], Case]]]:
        try:
            cases = self.cases.get_many(case_nos)
        except UnavailableError:
            raise
        except Exception:  # noqa: BLE001 - one head that cannot be read hides a hundred others
            for case_no in case_nos:
                yield case_no, lambda case_no=case_no: self.cases.get(case_no)  # type: ignore[misc]  # a default binds
        else:
            for case in cases:
                yield case.case_no, lambda case=case: case  # type: ignore[misc]  # as above

    def _wakes(self, case: Case, tally: Tally) -> None:
        if not is_open(case):
            return
        tally.count(OPEN_CASES)
        if not has_owner(case):
            tally.tell(Finding.WITHOUT_OWNER, case.case_no)
        elif not has_somebody_there(case):
            tally.tell(Finding.VACANT, f"{case.case_no} {case.owner_org}")
        directory = self.shelves.directory(self.shelves.county(case.county).directory)
        for term in silent_at_the_top(case, directory):
            tally.tell(Finding.SILENT, f"{case.case_no} {term}")
        self._messages(case, tally)

    def _lies(self, case: Case, desk: str, tally: Tally) -> None:
        if not lies_on(case, desk):
            # The index only proposes: what it says is asked of the head again before anything is taken away.
            head = self.cases.get(case.case_no)
            if not lies_on(head, desk) and self.cases.drop_slip(head, desk):
                tally.count(SLIPS_DROPPED)
        elif is_open(case) and case.next_wake_at is None:
            head = self.cases.get(case.case_no)
            if is_open(head) and head.next_wake_at is None:
                tally.tell(Finding.WITHOUT_WAKE_UP, case.case_no)
                self._wakes(head, tally)
        elif is_closed_desk(desk) and not is_open(case):
            self._messages(case, tally)

    def _messages(self, case: Case, tally: Tally) -> None:
        marks = self.messages.marks_of(case.case_no)
        for envelope in self.heal_notices.thoroughly(case, marks):
            tally.tell(Finding.UNSENT, envelope.mark)
        since = self.clock.now() - A_NIGHT
        for mark in marks:
            if mark.answer == Delivery.UNREACHABLE and mark.at > since:
                tally.tell(Finding.UNREACHABLE, f"{case.case_no}:{mark.seq}:{mark.to}")
