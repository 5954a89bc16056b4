"""A password is changed on the deployed stack, under the role of production, for every session at once."""

import time
from http import HTTPStatus

import pyotp
import pytest

pytestmark = pytest.mark.stack

NEW = "九月的雨落在新平路上"


class Holder:
    """The holder of an account that no other test needs; each of their codes opens once."""

    def __init__(self, api, account):
        self.api, self.account = api, account
        self._codes, self._used = pyotp.TOTP(account["totp_secret"]), set()

    def show(self, path, **fields):
        """Show both factors, by the first code that is not used and not too old by the time it arrives."""
        step = int(time.time()) // 30
        for each in (step - 1, step, step + 1):
            if each in self._used:
                continue
            self._used.add(each)
            body = {
                "username": self.account["username"],
                "password": self.account["password"],
                "totp": self._codes.generate_otp(each),
            }
            status, answer = self.api.call("POST", path, body | fields)
            if status != HTTPStatus.UNAUTHORIZED:
                return status, answer
        return status, answer

    def reads_with(self, token):
        headers = {"Authorization": f"Bearer {token}"}
        return self.api.call("GET", "/v1/desk/cases?box=intake", headers=headers)[0]


def test_a_changed_password_ends_what_was_open_and_opens_from_now_on(api, told):
    account = next(
        each for each in told["accounts"] if each["role"] == "auditor" and each["county"] == "helan"
    )
    holder = Holder(api, account)
    _, opened = holder.show("/v1/staff/sessions")
    assert holder.reads_with(opened["token"]) == HTTPStatus.OK
    status, _ = holder.show("/v1/staff/passwords", new_password=NEW)
    assert status == HTTPStatus.NO_CONTENT
    assert holder.reads_with(opened["token"]) == HTTPStatus.UNAUTHORIZED
    status, again = holder.show("/v1/staff/sessions", password=NEW)
    assert status == HTTPStatus.CREATED
    assert holder.reads_with(again["token"]) == HTTPStatus.OK
