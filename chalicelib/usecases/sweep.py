"""Sweep a shard of the wake index: catch up what the clock owes, oldest first, each alone (storage §7)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.errors import StaleCaseError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.workflow.engine import tick
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.usecases.heal_notices import HealNotices
from chalicelib.usecases.purge_words import PurgeWords
from chalicelib.usecases.surroundings import Surroundings

PAGE: Final = 100
MOST_CASES: Final = 5_000
LONGEST: Final = timedelta(seconds=240)
"""A task stops here and queues itself again; what is left is still due (storage §7)."""
PUT_OFF_FOR: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What one pass over a shard did."""

    looked_at: int = 0
    changed: int = 0
    entries: int = 0
    lost_races: int = 0
    """Somebody else had just committed: nothing to do here."""
    failed: tuple[tuple[CaseNo, str], ...] = ()
    """Cases put off, each with the name of what was raised."""
    is_finished: bool = True

    def and_(self, other: "Swept") -> "Swept":
        """Add up two passes."""
        return Swept(
            looked_at=self.looked_at + other.looked_at,
            changed=self.changed + other.changed,
            entries=self.entries + other.entries,
            lost_races=self.lost_races + other.lost_races,
            failed=(*self.failed, *other.failed),
            is_finished=self.is_finished and other.is_finished,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Reads only what is due; the index proposes, the strongly read head decides."""

    cases: CaseStore
    surroundings: Surroundings
    clock: Clock
    heal_notices: HealNotices
    purge_words: PurgeWords

    def __call__(self, shard: int) -> Swept:
        """Catch up a shard; stops at its bounds and says so."""
        began = self.clock.real_now()
        now = self.clock.now()
        done = Swept()
        seen: set[CaseNo] = set()
        while True:
            proposed = [each for each in self.cases.due(shard, now, PAGE) if each not in seen]
            if not proposed:
                return done
            for case_no in proposed:
                if done.looked_at >= MOST_CASES or self.clock.real_now() - began > LONGEST:
                    return replace(done, is_finished=False)
                seen.add(case_no)
                done = done.and_(self._one(case_no, now))

    def _one(self, case_no: CaseNo, now: datetime) -> Swept:
        try:
            case = self.cases.get(case_no)
            decision = tick(case, self.surroundings.of(case))
            if decision.entries:
                self.purge_words(decision)
                case = self.cases.commit(decision)
            elif decision.after.next_wake_at is not None and decision.after.next_wake_at > now:
                # Nothing is owed: the row is older than its head, or the calendar has moved the instant.
                self.cases.put_off(case_no, decision.after.next_wake_at)
            self.heal_notices(case)
        except StaleCaseError:
            return Swept(looked_at=1, lost_races=1)
        except Exception as error:  # noqa: BLE001 - a case that fails, even by our own fault, fails alone
            return self._failed(case_no, now, error)
        return Swept(looked_at=1, changed=bool(decision.entries), entries=len(decision.entries))

    def _failed(self, case_no: CaseNo, now: datetime, error: Exception) -> Swept:
        """Put a case off that fails, so that it does not stand before all others (storage §7)."""
        self.cases.put_off(case_no, now + PUT_OFF_FOR)
        return Swept(looked_at=1, failed=((case_no, type(error).__name__),))
