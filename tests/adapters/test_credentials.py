from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from chalicelib.adapters.credentials import ArgonCredentials
from chalicelib.domain.personal import Personal

NOW = datetime(2026, 11, 23, 1, 30, 10, tzinfo=UTC)
CHEAP = ArgonCredentials(rounds=1, memory_kib=64)


def test_a_password_is_known_again_and_no_other():
    kept = CHEAP.hash_password(Personal("correct horse"))
    assert kept.startswith("$argon2id$")
    assert CHEAP.is_password(Personal("correct horse"), kept)
    assert not CHEAP.is_password(Personal("wrong"), kept)


def test_the_same_password_is_kept_differently_each_time():
    assert CHEAP.hash_password(Personal("x")) != CHEAP.hash_password(Personal("x"))


@pytest.mark.parametrize("kept", ["", "not a hash", "$argon2id$v=19$broken"])
def test_what_is_no_hash_fits_no_password(kept):
    assert not CHEAP.is_password(Personal("x"), kept)


def test_the_decoy_costs_as_much_as_a_real_hash_and_fits_nothing():
    assert CHEAP.decoy_hash().split("$")[:4] == CHEAP.hash_password(Personal("x")).split("$")[:4]
    assert not CHEAP.is_password(Personal("x"), CHEAP.decoy_hash())


def test_shipped_parameters_are_those_of_the_standard():
    assert "m=65536,t=3,p=4" in ArgonCredentials().hash_password(Personal("x"))


def test_a_new_secret_is_32_base32_characters():
    secret = CHEAP.new_totp_secret().value
    assert len(secret) == 32
    assert CHEAP.step_of(pyotp.TOTP(secret).at(NOW), Personal(secret), NOW) is not None


def test_a_code_belongs_to_its_step():
    secret = CHEAP.new_totp_secret()
    code = pyotp.TOTP(secret.value).at(NOW)
    step = CHEAP.step_of(code, secret, NOW)
    assert step == int(NOW.timestamp()) // 30
    assert CHEAP.step_of(code, secret, NOW + timedelta(seconds=30)) == step
    assert CHEAP.step_of(code, secret, NOW + timedelta(minutes=2)) is None
