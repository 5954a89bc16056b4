"""The detector finds what was planted, however it is written, and nothing in what we tell on purpose."""

import json

import pytest

from tests.support.detector import Detector

IDENTITY, OLD_IDENTITY, CARD = "640122199001011232", "640122900101123", "6222021234567890128"
WORDS = ("王小明", "去年的补贴没有到账。\n请查一查。")


@pytest.fixture
def found():
    return lambda text: {leak.kind for leak in Detector(WORDS).leaks_in(text)}


@pytest.mark.parametrize(
    "number",
    [
        "13900000001",
        "+8613900000001",
        "+86 13900000001",
        "86-139-0000-0001",
        "008613900000001",
        "139 0000 0001",
        "139\u20110000\u20110001",
        "１３９００００００１１",
        "＋８６１３９００００００１１",
    ],
)
def test_a_phone_is_found_in_any_writing(found, number):
    assert found(f'{{"message":"sent to {number}"}}') == {"a phone"}
    assert found(f"电话{number}，请回电") >= {"a phone"}


@pytest.mark.parametrize(
    "number", [IDENTITY, f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}", OLD_IDENTITY]
)
def test_an_identity_number_is_found(found, number):
    assert found(f"by {number}.") == {"an identity number"}


def test_a_number_of_eighteen_digits_that_is_none_is_not(found):
    assert not found(IDENTITY[:-1] + ("1" if IDENTITY[-1] != "1" else "2"))
    assert not found("640122199013011233")
    assert not found("640122901301123")
    assert not found("990122900101123")


def test_a_bank_card_is_found_by_its_check_digit(found):
    assert found(f"to {CARD}") == found(f"to {CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}")
    assert found(f"to {CARD}") == {"a bank card"}
    assert not found("to " + CARD[:-1] + str((int(CARD[-1]) + 1) % 10))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Authorization: Bearer abcdefgh12345678", id="header"),
        pytest.param("sent bearer abcdefgh12345678", id="token"),
        pytest.param('{"password": "correct horse"}', id="password"),  # pragma: allowlist secret - invented
        pytest.param("{'totp': '123456'}", id="second-factor"),
        pytest.param("totp_secret=JBSWY3DP", id="secret-of-the-second-factor"),
        pytest.param("otpauth://totp/x", id="otpauth"),
        pytest.param("Query-Code: ABCD2345", id="query-code"),
        pytest.param("验证码：123456", id="phone-code"),
    ],
)
def test_secrets_are_found_by_their_form(found, line):
    assert found(line) & {"a token", "a secret"}


@pytest.mark.parametrize(
    "line", ['"name": "李四"', '"phone":"12"', "姓名：赵六", "'title': '补贴'", "complainant=孙七"]
)
def test_fields_of_people_are_found(found, line):
    assert found(line) == {"a field of a person"}


@pytest.mark.parametrize("words", ["王小明", "去年的补贴没有到账。", "又说：请查一查。"])
def test_known_words_are_found_line_by_line_and_escaped(found, words):
    assert found(f"said {words}") == found(json.dumps({"message": words})) == {"somebody's word"}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("HL26112257152145 at 1795400000000", id="case-number-and-epoch-millis"),
        pytest.param("1795400000 1795400000000000 1795400000000000000", id="epoch-in-other-units"),
        pytest.param('{"timestamp":"2026-11-28T09:39:34.494+00:00","seconds":0.13912345678}', id="instants"),
        pytest.param('"xray_trace_id":"1-5759e988-138123456783e1be46a99427"', id="trace"),
        pytest.param("01939a5c-1381-7345-9678-139000000012", id="uuid"),
        pytest.param("35284192-4530-4661-9a28-28859a899a9a", id="uuid-whose-groups-look-like-a-card"),
        # pragma: allowlist nextline secret - a hash
        pytest.param("f4124c72d3ab3145a929f9b040589877a671b073a753062e5dd8531ba9021361", id="hash"),
        pytest.param(
            '{"code":"query-code-refused","job":"sweep","complainant":"***","password":"***"}', id="codes"
        ),
        pytest.param('"where":"edge.py:13 token > password.py:1234 name"', id="places"),
        pytest.param('"token":null, title: Personal(***), "name":""', id="masked"),
        pytest.param('"Metrics":[{"Name":"NightlyFindings","Unit":"Count"}]', id="metric"),
        pytest.param("START RequestId: 8f5a1c1e-1390-4000-8001-13900000001a Version: $LATEST", id="lambda"),
    ],
)
def test_what_is_told_on_purpose_is_no_leak(found, line):
    assert not found(line)


def test_without_words_only_forms_are_looked_for():
    assert Detector().leaks_in("王小明 13900000001")[0].kind == "a phone"
    assert str(Detector().leaks_in("to 13900000001")[0]) == "a phone: to 13900000001"
