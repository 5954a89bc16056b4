from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.dynamodb.case_rows import KEPT_ELSEWHERE, HeadRow
from chalicelib.adapters.dynamodb.lines import entry_of, line_of
from chalicelib.adapters.dynamodb.records import codec_of, instant_of, seconds_of
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.vocabulary import Grade, Unit
from chalicelib.domain.workflow.case import Case, Entry
from tests.domain.workflow.test_timeline import FULL, OTHERWISE

instants = st.datetimes(datetime(1971, 1, 1), datetime(2250, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@dataclass(frozen=True, kw_only=True)
class Yesterday:
    name: str
    on: date | None
    grades: Mapping[Grade, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Today(Yesterday):
    limit: Limit | None = None
    times: tuple[int, ...] = ()
    words: frozenset[str] = frozenset()


@dataclass
class Wrong:
    anything: int | str


@dataclass
class AlsoWrong:
    size: int | None = 3


TODAY = Today(
    name="名",
    on=date(2026, 11, 22),
    grades={Grade.SATISFIED: 2},
    limit=Limit(10, Unit.WORKING_DAY),
    times=(3, 1),
    words=frozenset({"b", "a"}),
)


@given(instants)
def test_an_instant_is_exact_to_the_microsecond(at):
    assert instant_of(seconds_of(at)) == at


def test_a_whole_second_needs_no_fraction():
    assert seconds_of(datetime(2026, 11, 22, tzinfo=UTC)) == "1795305600"
    assert seconds_of(datetime(2026, 11, 22, tzinfo=UTC) + timedelta(milliseconds=50)) == "1795305600.05"


def test_a_record_stands_under_its_own_words():
    assert codec_of(Today).encode(TODAY) == {
        "name": {"S": "名"},
        "on": {"S": "2026-11-22"},
        "grades": {"M": {"满意": {"N": "2"}}},
        "limit": {"S": "10 WD"},
        "times": {"L": [{"N": "3"}, {"N": "1"}]},
        "words": {"SS": ["a", "b"]},
    }


def test_a_record_is_read_as_it_was_written():
    codec = codec_of(Today)
    assert codec.decode(codec.encode(TODAY)) == TODAY


def test_what_has_its_default_is_absent():
    bare = Today(name="名", on=None)
    assert codec_of(Today).encode(bare) == {"name": {"S": "名"}}
    assert codec_of(Today).decode({"name": {"S": "名"}}) == bare


def test_code_of_today_reads_items_of_yesterday_and_the_other_way_round():
    old = Yesterday(name="名", on=None)
    assert codec_of(Today).decode(codec_of(Yesterday).encode(old)) == Today(name="名", on=None)
    assert codec_of(Yesterday).decode(codec_of(Today).encode(TODAY)).name == "名"


@pytest.mark.parametrize("hint", [Wrong, frozenset[int], Mapping[int, str], bytes, tuple[int, str]])
def test_a_type_that_nobody_has_thought_of_is_our_own_fault(hint):
    with pytest.raises(TypeError, match="no DynamoDB form"):
        codec_of(hint)


def test_a_field_that_may_be_none_has_none_as_its_default():
    with pytest.raises(TypeError, match="size"):
        codec_of(AlsoWrong)


def test_every_field_of_a_case_has_its_attribute():
    assert {each.name for each in fields(Case)} - KEPT_ELSEWHERE <= set(HeadRow.get_attributes())


def test_a_line_carries_every_field_of_an_entry():
    for each in fields(Entry):
        changed = Entry(
            **{**{f.name: getattr(FULL, f.name) for f in fields(Entry)}, each.name: OTHERWISE[each.name]}
        )
        assert entry_of(line_of(changed)) == changed


def test_a_line_is_short_and_readable():
    line = line_of(FULL)
    assert line.startswith('[1,"2026-11-22T01:30:00","account-19","town-office-handler","assign","H-10.2",')
    assert len(line) < 250


def test_a_line_of_tomorrow_is_read_without_what_is_new_in_it():
    tomorrow = line_of(FULL)[:-2] + ',"mood":"calm"},"and more"]'
    assert entry_of(tomorrow) == FULL
