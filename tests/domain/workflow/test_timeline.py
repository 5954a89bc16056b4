from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from chalicelib.domain.identifiers import PostId, TextRef
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import Entry, Owed
from chalicelib.domain.workflow.timeline import appended, canonical, chain, entry_hash, verify
from tests.support.decisions import acting, filing

AT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
FULL = Entry(
    seq=1,
    at=AT,
    actor="account-19",
    post=PostId("town-office-handler"),
    action=Action.ASSIGN,
    basis="H-10.2",
    data={"to": "town-office", "days": 0, "silent": False},
    texts={"reason": TextRef("ab" * 12)},
    owes=(Owed("N3", "citizen"),),
    request="a" * 16,
    body="b" * 16,
)
OTHERWISE = {
    "seq": 2,
    "at": AT + timedelta(microseconds=1),
    "actor": "account-20",
    "post": None,
    "action": Action.DECLINE,
    "basis": "H-10.3",
    "data": {"to": "town-office", "days": 0, "silent": True},
    "texts": {},
    "owes": (Owed("N3", "town-office-handler"),),
    "request": "",
    "body": "",
}


class FakeReferences:
    def refer(self, case_no, text):
        return TextRef(f"{len(text):024d}")


@pytest.mark.parametrize("name", [field.name for field in fields(Entry)])
def test_the_hash_covers_every_field_of_an_entry(name):
    assert entry_hash("", replace(FULL, **{name: OTHERWISE[name]})) != entry_hash("", FULL)


def test_the_hash_covers_the_hash_before():
    assert entry_hash("", FULL) != entry_hash("0" * 64, FULL)


def test_what_is_empty_is_left_out_of_what_is_hashed():
    plain = Entry(seq=1, at=AT, actor="clock", action=Action.REMIND, basis="H-12.1")
    assert canonical(plain) == (
        b'{"action":"remind","actor":"clock","at":"2026-11-22T01:30:00+00:00","basis":"H-12.1","seq":1}'
    )


def test_the_same_instant_in_another_zone_and_the_same_facts_in_another_order_are_the_same_content():
    turned = replace(
        FULL,
        at=AT.astimezone(timezone(timedelta(hours=8))),
        data=dict(reversed(FULL.data.items())),
    )
    assert canonical(turned) == canonical(FULL)


def test_a_whole_timeline_is_found_whole():
    entries = [replace(FULL, seq=seq) for seq in (1, 2, 3)]
    hashes = chain(entries)
    assert verify(entries, hashes)
    assert not verify(entries[1:], hashes[1:])
    assert not verify([entries[0], entries[2]], [hashes[0], hashes[2]])
    assert not verify([entries[0], replace(entries[1], basis="H-0"), entries[2]], hashes)
    assert not verify(entries, hashes[:2])
    assert verify([], [])


def test_what_is_appended_gives_version_hash_and_tail():
    decision = filing(FakeReferences())
    filed = appended(None, decision.after, decision.entries)
    assert (filed.version, filed.tail) == (1, decision.entries)
    more = acting(filed, entries=2)
    after = appended(filed, more.after, more.entries)
    assert (after.version, after.tail) == (3, (*decision.entries, *more.entries))
    assert after.last_hash == chain(after.tail)[-1]


@pytest.mark.parametrize("shift", [-1, 1])
def test_numbers_that_are_not_dense_are_our_own_fault(shift):
    filed = appended(None, filing(FakeReferences()).after, filing(FakeReferences()).entries)
    more = acting(filed, entries=2)
    wrong = [replace(entry, seq=entry.seq + shift) for entry in more.entries]
    with pytest.raises(ValueError, match="numbered"):
        appended(filed, more.after, wrong)
    with pytest.raises(ValueError, match="numbered"):
        appended(filed, more.after, ())


@pytest.mark.obligation("S-6")
def test_what_was_hashed_once_is_hashed_the_same_for_ever():
    entry = replace(FULL, data={"to": "镇办公室", "days": 0, "silent": False})
    assert canonical(entry).decode() == (
        '{"action":"assign","actor":"account-19","at":"2026-11-22T01:30:00+00:00","basis":"H-10.2",'
        '"body":"bbbbbbbbbbbbbbbb","data":{"days":0,"silent":false,"to":"镇办公室"},'
        '"owes":[["N3","citizen"]],"post":"town-office-handler","request":"aaaaaaaaaaaaaaaa","seq":1,'
        '"texts":{"reason":"abababababababababababab"}}'
    )
    # pragma: allowlist nextline secret - a hash
    assert entry_hash("0f" * 32, entry) == "6efc9d1a7a440648240478c66d600db9d418da88ca39207526ec352f57721033"
