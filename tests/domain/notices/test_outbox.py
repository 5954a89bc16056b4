from dataclasses import replace

import pytest

from chalicelib.domain.notices.outbox import Envelope, envelopes_of, is_whole, owed_between
from chalicelib.domain.vocabulary import Action
from tests.support.owing import NOON, NUMBER, a_case, an_entry

FILED = an_entry(1, owes=[("N1", "citizen"), ("N3", "pz-1")])
ASSIGNED = an_entry(2, Action.ASSIGN, owes=[("N2", "citizen"), ("N3", "d-l"), ("N3", "d-h")])
SIGNED_IN = an_entry(3, Action.SIGN_IN)


def test_a_new_head_owes_what_its_first_entries_owe():
    assert owed_between(0, NUMBER, [FILED]) == [
        Envelope(case_no=NUMBER, seq=1, to="citizen", notice="N1", at=NOON),
        Envelope(case_no=NUMBER, seq=1, to="pz-1", notice="N3", at=NOON),
    ]


def test_a_changed_head_owes_only_what_is_newer_than_the_old_version():
    owed = owed_between(1, NUMBER, [SIGNED_IN, ASSIGNED, FILED])
    assert [(each.seq, each.to) for each in owed] == [(2, "citizen"), (2, "d-l"), (2, "d-h")]


def test_a_change_without_new_entries_owes_nothing():
    assert owed_between(3, NUMBER, [FILED, ASSIGNED, SIGNED_IN]) == []


def test_the_same_change_told_again_gives_envelopes_of_the_same_names():
    once, again = (owed_between(1, NUMBER, [FILED, ASSIGNED]) for _ in range(2))
    assert [each.mark for each in once] == [each.mark for each in again]
    assert once[0].mark == "HL26070157152145:2:citizen"


def test_an_entry_tells_the_same_recipient_once_however_many_notices_it_owes():
    # One message about one event: “已受理” and “已转办” at the same second would be noise.
    both = an_entry(2, Action.ASSIGN, owes=[("N2", "citizen"), ("N3", "citizen")])
    assert [each.notice for each in envelopes_of(NUMBER, [both])] == ["N2"]


@pytest.mark.parametrize(
    ("old_version", "tail", "whole"),
    [
        pytest.param(1, [ASSIGNED, SIGNED_IN], True, id="the-tail-begins-right-behind-the-old-version"),
        pytest.param(0, [ASSIGNED, SIGNED_IN], False, id="the-first-new-entry-has-left-the-tail"),
        pytest.param(3, [SIGNED_IN], True, id="nothing-is-new"),
    ],
)
def test_a_tail_that_lacks_new_entries_is_noticed(old_version, tail, whole):
    assert is_whole(old_version, replace(a_case(*tail), version=3)) is whole
