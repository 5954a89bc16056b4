"""What a clerk typed is read as it was meant, or its fault is told."""

import pytest

from chalicelib.domain.document_text import opened, parsed
from chalicelib.domain.errors import InvalidInputError


def test_a_document_is_read_as_json():
    assert parsed('{"id": "helan", "towns": [1, 2]}') == ({"id": "helan", "towns": [1, 2]}, [])


def test_a_file_is_read_with_or_without_the_mark_of_an_editor():
    for mark in (b"", b"\xef\xbb\xbf"):
        assert opened(mark + '{"name": "县"}'.encode()) == ({"name": "县"}, [])


def test_a_file_in_another_encoding_is_told():
    with pytest.raises(InvalidInputError) as refused:
        opened("县".encode("gbk"))
    assert "UTF-8" in refused.value.faults[0].detail


def test_every_key_that_stands_twice_is_named():
    document, faults = parsed('{"n": 3, "n": 5, "more": {"unit": "WD", "unit": "D"}}')
    assert document == {"n": 5, "more": {"unit": "D"}}
    assert sorted(fault.detail for fault in faults) == [
        "“n”在同一组里写了两遍，请只留一个。",
        "“unit”在同一组里写了两遍，请只留一个。",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('{\n  "id": 3,\n}', "第 3 行第 1 个字", id="comma-too-many"),
        pytest.param("", "第 1 行第 1 个字", id="empty"),
        pytest.param("[" * 100_000, "套得太深", id="no-end-of-brackets"),
        pytest.param("1" * 10_000, "数字太长", id="no-end-of-digits"),
    ],
)
def test_where_a_text_stops_being_json_is_told(text, said):
    with pytest.raises(InvalidInputError) as refusal:
        parsed(text)
    (fault,) = refusal.value.faults
    assert said in fault.detail
