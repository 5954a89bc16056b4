import pytest

from chalicelib.api.cursor import Cursors
from chalicelib.api.refusals import CursorRefusedError

CURSORS = Cursors(b"k" * 32)
PLACE = {"pk": "HL26112257152145", "desk_due": "1795400000"}
MINE = {"reader": "p-1", "list_of": "desk:intake"}


def test_a_cursor_leads_back_to_its_place():
    assert CURSORS.open(CURSORS.seal(PLACE, **MINE), **MINE) == PLACE


def test_no_cursor_is_the_first_page():
    assert CURSORS.open(None, **MINE) is None


def test_a_cursor_cannot_be_read():
    cursor = CURSORS.seal(PLACE, **MINE)
    assert "HL26" not in cursor
    assert cursor != CURSORS.seal(PLACE, **MINE)


@pytest.mark.parametrize(
    "theirs", [{"reader": "p-2", "list_of": "desk:intake"}, {"reader": "p-1", "list_of": "desk:closed"}]
)
def test_a_cursor_of_another_person_or_list_opens_nothing(theirs):
    with pytest.raises(CursorRefusedError):
        CURSORS.open(CURSORS.seal(PLACE, **MINE), **theirs)


@pytest.mark.parametrize("position", [0, 15, 20, -1])
def test_a_changed_cursor_opens_nothing(position):
    cursor = list(CURSORS.seal(PLACE, **MINE))
    cursor[position] = "A" if cursor[position] != "A" else "B"
    with pytest.raises(CursorRefusedError):
        CURSORS.open("".join(cursor), **MINE)


@pytest.mark.parametrize("cursor", ["", "A", "AAAA", "!!!!", "中", "A" * 2000])
def test_what_was_never_a_cursor_opens_nothing(cursor):
    with pytest.raises(CursorRefusedError):
        CURSORS.open(cursor, **MINE)
