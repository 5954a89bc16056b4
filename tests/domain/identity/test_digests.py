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


def test_another_code_at_the_same_number_is_another_code():
    assert PEPPER.of_code(PHONE, "123456") != PEPPER.of_code(PHONE, "123457")


def test_what_was_kept_under_a_digest_is_found_under_it_for_ever():
    digests = (
        PEPPER.of_phone(PHONE),
        PEPPER.of_code(PHONE, "123456"),
        PEPPER.of_address(Personal("192.0.2.1")),
        PEPPER.of_username("zhang"),
    )
    assert [digest[:16] for digest in digests] == [
        "26b82675c2a712aa",
        "be2a140ebbbe708b",
        "57caea543f125aa5",
        "21a996cd8162052d",  # pragma: allowlist secret - a digest
    ]
    assert PEPPER.digest("phone", PHONE.value) == PEPPER.of_phone(PHONE)
