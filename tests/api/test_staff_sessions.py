from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account
from tests.support.edge import faults_in, told
from tests.support.life import CIVIL_AFFAIRS, FARMING

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # pragma: allowlist secret - invented
PASSWORD = "correct horse battery staple"  # pragma: allowlist secret - invented
WRONG = "wrong"


@pytest.fixture(autouse=True)
def account(services):
    services.accounts.save(
        Account(
            id="helan.one",
            county="helan",
            password_hash=services.credentials.hash_password(Personal(PASSWORD)),
            totp_secret=Personal(SECRET),
            posts=("pz-1", "d-h", "abolished"),
        )
    )


def code(services, steps=0):
    return pyotp.TOTP(SECRET).at(services.clock.at + timedelta(seconds=30 * steps))


def sign_in(api, services, username="helan.one", password=PASSWORD, totp=None):
    body = {"username": username, "password": password, "totp": totp or code(services)}
    return api.post("/v1/staff/sessions", body)


def test_password_and_code_open_eight_hours_and_name_the_posts(api, services):
    answer = sign_in(api, services)
    assert answer.status_code == 201
    assert answer.json_body["expires_at"] == "2026-11-23T17:30:00+08:00"
    assert answer.json_body["posts"] == [
        {"post": "pz-1", "role": "intake", "title": "受理岗", "org": "pz", "org_name": "派驻组"},
        {"post": "d-h", "role": "handler", "title": "承办人", "org": "dept", "org_name": "民政局"},
    ]
    token = answer.json_body["token"]
    services.clock.pass_by(hours=7, minutes=59)
    assert services.gate.find_session(token, services.clock.at).account == "helan.one"
    services.clock.pass_by(minutes=1)
    assert services.gate.find_session(token, services.clock.at) is None


def test_an_official_signs_out_without_naming_a_post(api, services):
    token = sign_in(api, services).json_body["token"]
    assert api.delete("/v1/sessions/current", token=token).status_code == 204
    assert api.delete("/v1/sessions/current", token=token).status_code == 401


@pytest.mark.obligation("K-5.3b")
def test_who_was_moved_or_locked_is_out_at_once_whatever_their_session_still_lasts(office, town):
    leader, handler = town.post(FARMING, "unit_leader"), town.post(FARMING, "handler")
    case_no = town.file()
    town.assigned(case_no)
    path, token = f"/v1/desk/cases/{case_no}", town.official(handler)
    kept = office.accounts.find(f"helan.{handler}")
    assert town.caller.get(path, token=token).status_code == 200
    office.accounts.save(replace(kept, posts=(town.post(CIVIL_AFFAIRS, "handler"),)))
    assert told(town.caller.get(path, token=token)) == (404, "case-missing")
    office.accounts.save(replace(kept, posts=()))
    assert told(town.caller.get(path, token=token)) == (403, "no-post")
    office.accounts.save(replace(kept, is_active=False))
    assert told(town.caller.get(path, token=token)) == (401, "sign-in-needed")
    assert town.caller.get(path, token=town.official(leader)).status_code == 200


def test_whatever_is_wrong_the_answer_is_the_same(api, services):
    wrong = [
        sign_in(api, services, username="helan.nobody"),
        sign_in(api, services, password=WRONG),
        sign_in(api, services, totp="000000"),
    ]
    assert {told(answer) for answer in wrong} == {(401, "sign-in-refused")}
    assert len({answer.body for answer in wrong}) == 1


def test_an_unknown_name_costs_as_much_work_as_a_known_one(api, services):
    verified = []

    class Counting(type(services.credentials)):
        def is_password(self, password, password_hash):
            verified.append(password_hash[:9])
            return super().is_password(password, password_hash)

    services.credentials = Counting(rounds=1, memory_kib=64)
    sign_in(api, services, username="helan.nobody")
    sign_in(api, services, password=WRONG)
    assert verified == ["$argon2id", "$argon2id"]


def test_an_inactive_account_is_no_account(api, services):
    kept = services.accounts.find("helan.one")
    services.accounts.save(replace(kept, is_active=False))
    assert told(sign_in(api, services)) == (401, "sign-in-refused")


def test_a_one_time_code_is_used_once(api, services):
    assert sign_in(api, services).status_code == 201
    assert told(sign_in(api, services)) == (401, "sign-in-refused")
    services.clock.pass_by(seconds=30)
    assert sign_in(api, services).status_code == 201


def test_a_wrong_password_does_not_use_the_code_up(api, services):
    sign_in(api, services, password=WRONG)
    assert sign_in(api, services).status_code == 201


@pytest.mark.parametrize(("steps", "status"), [(-2, 401), (-1, 201), (0, 201), (1, 201), (2, 401)])
def test_a_phone_whose_clock_is_half_a_minute_off_is_let_in(api, services, steps, status):
    assert sign_in(api, services, totp=code(services, steps)).status_code == status


@pytest.mark.parametrize("username", ["helan.one", "helan.nobody"])
def test_after_five_wrong_tries_the_door_is_shut_for_the_right_one_too(api, services, username):
    for _ in range(5):
        assert sign_in(api, services, username=username, password=WRONG).status_code == 401
    answer = sign_in(api, services, username=username)
    assert told(answer) == (429, "too-often")
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60 + 1
    services.clock.pass_by(seconds=int(answer.headers["Retry-After"]))
    assert sign_in(api, services).status_code == 201


def test_a_right_sign_in_forgets_the_wrong_ones(api, services):
    for _ in range(3):
        for _ in range(4):
            assert sign_in(api, services, password=WRONG).status_code == 401
        assert sign_in(api, services).status_code == 201
        services.clock.pass_by(seconds=30)


def test_a_body_out_of_form_is_told_all_its_faults_and_counts_as_no_try(api, services):
    for _ in range(7):
        answer = api.post("/v1/staff/sessions", {"username": "", "totp": "12345", "pin": 1})
        assert told(answer) == (422, "invalid-input")
        assert set(faults_in(answer)) == {"/username", "/password", "/totp", "/pin"}
    assert sign_in(api, services).status_code == 201
