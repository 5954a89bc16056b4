from dataclasses import replace
from itertools import permutations

import pytest

from chalicelib.adapters.memory.dispatch import MemoryEntryArchive, MemoryNoticeQueue
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.vocabulary import Action, State
from chalicelib.usecases.relay_notices import HeadChange, RelayNotices
from tests.support.owing import NOON, FakeCases, MovableClock, a_case, an_entry

ENTRIES = (
    an_entry(1, owes=[("N1", "citizen"), ("N3", "pz-1")]),
    an_entry(2, Action.ASSIGN, owes=[("N2", "citizen"), ("N3", "d-l")]),
    an_entry(3, Action.SIGN_IN),
    an_entry(4, Action.REMIND, owes=[("N4", "d-h")]),
)
MARKS = [f"HL26070157152145:{end}" for end in ("1:citizen", "1:pz-1", "2:citizen", "2:d-l", "4:d-h")]


def recorded() -> list[HeadChange]:
    """The stream of one case, as Lambda hands it over: each head with the version before it."""
    return [
        HeadChange(old_version=version, case=a_case(*ENTRIES[: version + 1]))
        for version in range(len(ENTRIES))
    ]


class Relay:
    def __init__(self) -> None:
        self.cases, self.queue, self.archive = FakeCases(), MemoryNoticeQueue(), MemoryEntryArchive()
        self.relay = RelayNotices(
            cases=self.cases, queue=self.queue, archive=self.archive, clock=MovableClock(NOON)
        )

    def marks(self) -> list[str]:
        return [envelope.mark for envelope in self.queue.take()]


def test_every_notice_is_queued_in_order_and_every_entry_archived():
    world = Relay()
    world.relay(recorded())
    assert world.marks() == MARKS
    assert sorted(world.archive.entries) == [("HL26070157152145", seq) for seq in (1, 2, 3, 4)]


def test_a_batch_that_comes_twice_counts_once():
    world = Relay()
    world.relay(recorded())
    world.relay(recorded())
    assert world.marks() == MARKS
    assert len(world.archive.entries) == len(ENTRIES)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_records_in_any_order_queue_the_same(order):
    world = Relay()
    world.relay([recorded()[:3][index] for index in order])
    assert sorted(world.marks()) == MARKS[:4]


def test_several_commits_seen_as_one_change_are_told_apart_by_their_numbers():
    # The emulator and a trimmed stream both skip images: the newest one still holds the entries.
    world = Relay()
    world.relay([HeadChange(old_version=1, case=a_case(*ENTRIES))])
    assert world.marks() == MARKS[2:]


def test_entries_that_have_left_the_tail_are_read_from_the_timeline():
    world = Relay()
    case = replace(a_case(*ENTRIES), tail=ENTRIES[3:])
    world.cases.whole[case.case_no] = ENTRIES
    world.relay([HeadChange(old_version=1, case=case)])
    assert world.marks() == MARKS[2:]


def test_a_touch_of_a_head_without_new_entries_moves_nothing():
    world = Relay()
    world.relay([HeadChange(old_version=4, case=a_case(*ENTRIES))])
    assert world.marks() == []
    assert world.archive.entries == {}


def test_if_the_archive_fails_the_batch_comes_again_and_nothing_is_doubled():
    class BrokenOnce(MemoryEntryArchive):
        is_broken = True

        def keep(self, entries):
            if self.is_broken:
                self.is_broken = False
                raise UnavailableError("请稍后再试。")
            super().keep(entries)

    world = Relay()
    relay = RelayNotices(
        cases=world.cases, queue=world.queue, archive=(archive := BrokenOnce()), clock=MovableClock(NOON)
    )
    with pytest.raises(UnavailableError):
        relay(recorded())
    relay(recorded())
    assert world.marks() == MARKS
    assert len(archive.entries) == len(ENTRIES)


def a_lead(**changes):
    return replace(a_case(*ENTRIES), leading=True, **changes)


@pytest.mark.obligation("A-44", "R-71")
def test_whoever_follows_is_called_when_what_they_mirror_has_changed_and_not_before():
    world = Relay()
    world.cases.linked = ["HL26070100000001", "HL26070100000002"]
    before = a_lead()
    world.relay([HeadChange(old_version=3, case=a_lead(contacted=True), old=before)])
    assert world.cases.called == []
    answered = a_lead(state=State.REPLIED, reply=TextRef("5" * 24), clock=None)
    world.relay([HeadChange(old_version=3, case=answered, old=before)])
    assert world.cases.called == [(number, NOON) for number in world.cases.linked]
