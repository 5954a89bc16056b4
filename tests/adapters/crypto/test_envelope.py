import pytest
from cryptography.exceptions import InvalidTag

from chalicelib.adapters.crypto.envelope import SealBrokenError, key_id_of, open_sealed, place, seal

KEY = bytes(range(32))
WHERE = place("cases", "HL26112257152145", "H", "title")


def test_what_is_sealed_opens_in_its_place():
    assert open_sealed(KEY, seal(KEY, b"2611", "补贴".encode(), WHERE), WHERE).decode() == "补贴"


def test_the_layout_is_version_key_id_nonce_ciphertext_tag():
    sealed = seal(KEY, b"2611", b"abc", WHERE)
    assert sealed[:1] == b"\x01"
    assert key_id_of(sealed) == b"2611"
    assert len(sealed) == 1 + 4 + 12 + 3 + 16


def test_the_same_value_is_never_sealed_alike():
    assert seal(KEY, b"2611", b"person-1", WHERE) != seal(KEY, b"2611", b"person-1", WHERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param(place("people", "HL26112257152145", "H", "title"), id="table"),
        pytest.param(place("cases", "HL26112257152146", "H", "title"), id="case"),
        pytest.param(place("cases", "HL26112257152145", "S#x#y", "title"), id="item"),
        pytest.param(place("cases", "HL26112257152145", "H", "filed_by"), id="attribute"),
    ],
)
def test_what_was_moved_does_not_open(elsewhere):
    with pytest.raises(InvalidTag):
        open_sealed(KEY, seal(KEY, b"2611", b"abc", WHERE), elsewhere)


def test_another_layout_is_refused():
    with pytest.raises(SealBrokenError):
        open_sealed(KEY, b"\x02" + seal(KEY, b"2611", b"abc", WHERE)[1:], WHERE)
