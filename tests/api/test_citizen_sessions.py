import re
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from chalicelib.api.identity import identify
from chalicelib.api.operation import Callers
from chalicelib.domain.errors import UnavailableError
from tests.support.edge import faults_in, told

PHONE = "13800138000"


def opened(api, services, phone=PHONE):
    """Sign a citizen in, as a phone would."""
    api.post("/v1/phone-codes", {"phone": phone})
    code = re.search(r"\d{6}", services.messenger.sent[-1][1])[0]
    return api.post("/v1/sessions", {"phone": phone, "code": code})


def close(api, token):
    return api.delete("/v1/sessions/current", token=token).status_code


@pytest.mark.obligation("H-14.1")
def test_a_code_comes_by_phone_and_opens_a_session(api, services):
    answer = api.post("/v1/phone-codes", {"phone": "+86 138-0013-8000"})
    assert answer.status_code == 202
    [(to, text)] = services.messenger.sent
    assert to == "+8613800138000"
    assert text == "验证码 000001，5 分钟内有效。请勿告诉他人；如非本人操作，请忽略本短信。"

    answer = api.post("/v1/sessions", {"phone": "１３８００１３８０００", "code": "000001"})
    assert answer.status_code == 201
    assert set(answer.json_body) == {"token", "expires_at"}
    assert answer.json_body["expires_at"] == "2026-11-23T10:00:00+08:00"
    assert len(answer.json_body["token"]) == 43


@pytest.mark.obligation("H-14.1")
def test_a_number_that_is_known_gets_the_same_answer_as_any_other(api, services):
    opened(api, services)
    services.clock.pass_by(minutes=1)
    known = api.post("/v1/phone-codes", {"phone": PHONE})
    unknown = api.post("/v1/phone-codes", {"phone": "13900139000"})
    assert (known.status_code, known.body) == (unknown.status_code, unknown.body)


def test_a_phone_that_takes_no_messages_gets_the_same_answer_too(api, services):
    services.messenger.unreachable = frozenset({"+8613800138000"})
    assert api.post("/v1/phone-codes", {"phone": PHONE}).status_code == 202


def test_the_same_phone_is_the_same_person(api, services):
    first, second = opened(api, services), None
    services.clock.pass_by(minutes=1)
    second = opened(api, services, "0086 138 0013 8000")
    persons = {
        services.gate.find_session(answer.json_body["token"], services.clock.at).person
        for answer in (first, second)
    }
    assert len(persons) == 1


@pytest.mark.parametrize("phone", ["123", "02885551234", "12345678901", "abc", "+1 202 555 0100"])
def test_what_is_no_mobile_number_is_told_so(api, services, phone):
    for path, body in (("/v1/phone-codes", {}), ("/v1/sessions", {"code": "12"})):
        answer = api.post(path, {"phone": phone} | body)
        assert told(answer) == (422, "invalid-input")
        assert faults_in(answer)["/phone"] == "请填写中国大陆的手机号，共 11 位数字。"
    assert "/code" in faults_in(answer)
    assert services.messenger.sent == []


def test_a_wrong_code_opens_nothing_and_five_void_the_right_one(api, services):
    api.post("/v1/phone-codes", {"phone": PHONE})
    for _ in range(5):
        answer = api.post("/v1/sessions", {"phone": PHONE, "code": "999999"})
        assert told(answer) == (401, "phone-code-refused")
    answer = api.post("/v1/sessions", {"phone": PHONE, "code": "000001"})
    assert told(answer) == (401, "phone-code-refused")


def test_a_code_opens_once(api, services):
    opened(api, services)
    answer = api.post("/v1/sessions", {"phone": PHONE, "code": "000001"})
    assert told(answer) == (401, "phone-code-refused")


def test_a_code_is_worth_nothing_after_five_minutes_of_real_time(api, services):
    api.post("/v1/phone-codes", {"phone": PHONE})
    services.clock.pass_by(minutes=5)
    answer = api.post("/v1/sessions", {"phone": PHONE, "code": "000001"})
    assert told(answer) == (401, "phone-code-refused")


def test_a_code_is_worth_nothing_at_another_number(api, services):
    api.post("/v1/phone-codes", {"phone": PHONE})
    answer = api.post("/v1/sessions", {"phone": "13900139000", "code": "000001"})
    assert told(answer) == (401, "phone-code-refused")


def test_a_number_gets_one_code_a_minute(api, services):
    api.post("/v1/phone-codes", {"phone": PHONE})
    services.clock.pass_by(seconds=20)
    answer = api.post("/v1/phone-codes", {"phone": PHONE})
    assert told(answer) == (429, "too-often")
    assert answer.headers["Retry-After"] == "41"
    assert answer.json_body["retry_after"] == 41
    services.clock.pass_by(seconds=41)
    assert api.post("/v1/phone-codes", {"phone": PHONE}).status_code == 202


def test_a_number_gets_five_codes_an_hour_and_ten_a_day(api, services):
    sent = 0
    for _ in range(25):
        services.clock.pass_by(minutes=1)
        sent += api.post("/v1/phone-codes", {"phone": PHONE}).status_code == 202
    assert sent == 5
    for _ in range(12):
        services.clock.pass_by(hours=1)
        sent += api.post("/v1/phone-codes", {"phone": PHONE}).status_code == 202
    assert sent == 10


def test_an_address_gets_so_many_an_hour_whatever_the_numbers(api, services):
    numbers = [f"138{n:08d}" for n in range(21)]
    statuses = [api.post("/v1/phone-codes", {"phone": number}).status_code for number in numbers]
    assert statuses == [202] * 20 + [429]


def test_a_provider_that_does_not_answer_asks_to_come_again(api, services):
    class Silent:
        def send(self, to, text):
            raise UnavailableError("请稍后再试。")

    services.messenger = Silent()
    assert told(api.post("/v1/phone-codes", {"phone": PHONE})) == (503, "try-again")


def test_a_session_slides_with_use_and_ends_after_twelve_hours(api, services):
    token = opened(api, services).json_body["token"]
    begun, far = services.clock.at, timedelta(hours=12)
    request = SimpleNamespace(headers={"authorization": f"Bearer {token}"})
    while services.clock.at + timedelta(minutes=29) < begun + far:
        services.clock.pass_by(minutes=29)
        assert identify(request, Callers.CITIZEN, services).person
    session = services.gate.find_session(token, services.clock.at)
    assert session.expires_at == begun + far
    services.clock.at = begun + far
    assert close(api, token) == 401


def test_an_idle_session_ends_after_half_an_hour(api, services):
    token = opened(api, services).json_body["token"]
    services.clock.pass_by(minutes=30)
    assert close(api, token) == 401


def test_a_session_can_be_closed(api, services):
    token = opened(api, services).json_body["token"]
    assert close(api, token) == 204
    assert close(api, token) == 401


def test_the_moved_clock_of_the_office_moves_no_session(api, services):
    answer = opened(api, services)
    services.clock.now = lambda: datetime(2030, 1, 1).astimezone()
    assert close(api, answer.json_body["token"]) == 204
