from chalicelib.domain.identity.digests import Pepper
from chalicelib.domain.personal import Personal

PEPPER = Pepper(b"k" * 32)
PHONE, OTHER = Personal("+8613800138000"), Personal("+8613900139000")


def test_the_same_code_at_another_number_is_another_code():
    assert PEPPER.of_code(PHONE, "123456") != PEPPER.of_code(OTHER, "123456")


def test_a_digest_serves_one_purpose_only():
    assert len({PEPPER.of_phone(PHONE), PEPPER.of_address(PHONE), PEPPER.of_username(PHONE.value)}) == 3


def test_another_pepper_gives_other_digests():
    assert PEPPER.of_phone(PHONE) != Pepper(b"z" * 32).of_phone(PHONE)


def test_a_pepper_does_not_show_itself():
    assert "k" * 8 not in repr(PEPPER)
