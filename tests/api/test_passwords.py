"""A password of one's own: one that was handed out opens nothing, and a change ends every session."""

from dataclasses import replace

import pyotp
import pytest

from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.personal import Personal
from tests.api.test_staff_sessions import PASSWORD, SECRET, WRONG, account, code, sign_in  # noqa: F401
from tests.support.edge import faults_in, told

NEW = "九月的雨落在新平路上"


def change(api, services, new=NEW, **fields):
    body = {"username": "helan.one", "password": PASSWORD, "totp": code(services), "new_password": new}
    return api.post("/v1/staff/passwords", body | fields)


@pytest.fixture
def handed_out(services):
    kept = services.accounts.find("helan.one")
    services.accounts.save(replace(kept, must_change_password=True))


def test_a_password_that_was_handed_out_opens_no_session_until_it_is_changed(api, services, handed_out):
    assert told(sign_in(api, services)) == (403, "password-old")
    services.clock.pass_by(seconds=30)
    assert change(api, services).status_code == 204
    services.clock.pass_by(seconds=30)
    assert sign_in(api, services, password=NEW).status_code == 201
    services.clock.pass_by(seconds=30)
    assert told(sign_in(api, services)) == (401, "sign-in-refused")


def test_whoever_does_not_know_it_is_not_told_that_it_must_be_changed(api, services, handed_out):
    assert told(sign_in(api, services, password=WRONG)) == (401, "sign-in-refused")
    assert told(sign_in(api, services, totp="000000")) == (401, "sign-in-refused")


def test_every_session_that_began_before_is_over_and_the_next_one_is_good(api, services):
    old = sign_in(api, services).json_body["token"]
    path = "/v1/desk/cases?box=intake"
    assert told(api.get(path, token=old)) == (422, "choose-post")
    services.clock.pass_by(seconds=30)
    assert change(api, services).status_code == 204
    assert told(api.get(path, token=old)) == (401, "sign-in-needed")
    services.clock.pass_by(seconds=30)
    new = sign_in(api, services, password=NEW).json_body["token"]
    assert told(api.get(path, token=new)) == (422, "choose-post")


def test_a_session_that_begins_in_the_same_second_is_good(api, services):
    services.clock.pass_by(seconds=29, milliseconds=100)
    assert change(api, services).status_code == 204
    services.clock.pass_by(milliseconds=800)
    next_code = code(services, 1)
    token = sign_in(api, services, password=NEW, totp=next_code).json_body["token"]
    assert told(api.get("/v1/desk/cases?box=intake", token=token)) == (422, "choose-post")


def test_a_guess_at_the_old_one_counts_like_a_guess_at_the_door(api, services):
    wrong = [{"password": WRONG}, {"totp": "000000"}, {"username": "helan.nobody"}, {"password": WRONG}]
    assert {told(change(api, services, **fields)) for fields in wrong} == {(401, "sign-in-refused")}
    for _ in range(2):
        assert told(change(api, services, password=WRONG)) == (401, "sign-in-refused")
    assert told(sign_in(api, services)) == (429, "too-often")
    assert services.accounts.find("helan.one").sessions_from is None


def test_a_bad_choice_names_every_fault_counts_as_no_try_and_uses_no_code(api, services):
    for _ in range(6):
        answer = change(api, services, new="one")
        assert told(answer) == (422, "invalid-input")
        assert set(faults_in(answer)) == {"/new_password"}
        assert len(answer.json_body["errors"]) == 3
    assert change(api, services).status_code == 204


def test_the_code_of_the_change_opens_nothing_else(api, services):
    assert change(api, services).status_code == 204
    assert told(sign_in(api, services, password=NEW)) == (401, "sign-in-refused")
    later = pyotp.TOTP(SECRET).at(services.clock.at, counter_offset=1)
    assert sign_in(api, services, password=NEW, totp=later).status_code == 201


def test_what_is_kept_is_no_password(api, services):
    change(api, services)
    assert NEW not in services.accounts.find("helan.one").password_hash
    assert services.credentials.is_password(Personal(NEW), services.accounts.find("helan.one").password_hash)


def test_every_try_is_on_record_and_nothing_that_was_typed(api, services):
    sign_in(api, services, username="my secret password")
    sign_in(api, services, password=WRONG)
    change(api, services)
    services.clock.pass_by(seconds=30)
    sign_in(api, services, password=NEW)
    told_of = [(event.what.value, event.actor, event.why) for event in services.audit_log.events]
    assert told_of == [
        ("sign_in_refused", "", "unknown"),
        ("sign_in_refused", "helan.one", ""),
        ("password_changed", "helan.one", ""),
        ("signed_in", "helan.one", ""),
    ]


def test_what_cannot_be_put_on_record_does_not_happen(api, services):
    class NoPaper:
        def record(self, event):
            raise UnavailableError("系统繁忙，请稍后再试。")

    services.audit_log = NoPaper()
    assert change(api, services).status_code == 503
    assert services.accounts.find("helan.one").sessions_from is None
    services.clock.pass_by(seconds=30)
    assert sign_in(api, services).status_code == 503
