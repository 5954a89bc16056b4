import json

import pytest

from chalicelib.adapters.crypto.phone_digests import PhoneDigests, PhoneKeys, phone_keys_in
from chalicelib.adapters.crypto.secret_text import secret_in_manager

ROTATING = json.dumps({"current": "k2", "keys": {"k1": "one", "k2": "two"}})


def test_a_generated_secret_is_the_first_key():
    assert phone_keys_in("x" * 64) == PhoneKeys(current="k1", keys={"k1": b"x" * 64})


def test_while_two_keys_live_the_current_one_is_asked_first():
    old, new = PhoneDigests(lambda: "one"), PhoneDigests(lambda: ROTATING)
    current, older = new.of("+8613900000001")
    assert current.startswith("k2#")
    assert (older,) == old.of("+8613900000001")
    assert "13900000001" not in current


def test_a_current_key_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="current"):
        phone_keys_in('{"current": "k3", "keys": {"k1": "one"}}')


def test_the_secret_is_read_once_and_not_before_it_is_needed():
    reads = []
    digests = PhoneDigests(lambda: reads.append(1) or "one")
    assert reads == []
    digests.of("+8613900000001")
    digests.of("+8613900000002")
    assert reads == [1]


def test_no_key_shows_itself():
    assert "secret" not in repr(PhoneKeys(current="k1", keys={"k1": b"secret"}))


class FakeManager:
    def get_secret_value(self, **asked):
        assert asked == {"SecretId": "phone-hmac"}  # pragma: allowlist secret - a name
        return {"SecretString": ROTATING}


def test_the_secret_stands_in_the_secrets_manager():
    assert secret_in_manager(FakeManager, "phone-hmac")() == ROTATING
