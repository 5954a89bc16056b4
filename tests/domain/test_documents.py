"""Imported documents, read field by field: each fault is kept at its place, and reading goes on."""

import pytest

from chalicelib.domain.documents import Record

LONG = "a" * 65


def read(value):
    faults = []
    codes = Record({"units": value}, "/posts/3", faults).find_codes("units", most=3)
    return codes, [fault.pointer for fault in faults]


def test_an_absent_list_of_ids_is_empty_and_no_fault():
    faults = []
    assert Record({}, "", faults).find_codes("units", most=3) == ()
    assert faults == []


def test_a_list_of_ids_is_read_in_its_order():
    assert read(["t-2", "t-1", "t-2"]) == (("t-2", "t-1", "t-2"), [])
    assert read([]) == ((), [])


@pytest.mark.parametrize("faulty", ["T!", "", LONG, 7, None, ["t"]])
def test_a_faulty_id_is_left_out_and_named_at_its_place(faulty):
    assert read(["t-1", faulty, "t-2"]) == (("t-1", "t-2"), ["/posts/3/units/1"])


@pytest.mark.parametrize("faulty", ["t-1", None, {"0": "t-1"}, 7])
def test_what_is_no_list_is_one_fault(faulty):
    assert read(faulty) == ((), ["/posts/3/units"])


def test_of_a_list_too_long_the_first_are_read():
    assert read(["a", "b", "c", "d"]) == (("a", "b", "c"), ["/posts/3/units"])
