"""Everybody who calls a stack that runs: signed in as people are, by code and by second factor."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tools.client import CODE, Api, Citizen, Official
from tools.fuzz.beginning import BODY, COUNTY, UNIT, begin, some
from tools.fuzz.known import Known
from tools.fuzz.people import Kind, Person
from tools.totp import code_of

SESSIONS_TO_END: Final = 3
SIGN_INS: Final = 4
"""As many as one username may try within a quarter of an hour, and one less."""


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who calls, and what is real to begin with."""

    people: Sequence[Person]
    known: Known


def cast_of(api: Api, accounts: Sequence[Mapping[str, Any]]) -> Cast:
    """Sign in one of each role, and let them bring cases into several states."""
    # Other phones in each run: a code goes to one number ten times a day.
    citizen = Citizen(api, _phone()).sign_in()
    to_end = [Citizen(api, _phone()).sign_in().token for _ in range(SESSIONS_TO_END)]
    officials = {
        account["role"]: Official(api, dict(account)).sign_in() for account in _one_of_each_role(accounts)
    }
    several = Official(api, dict(_named(accounts, f"{COUNTY}.several-posts"))).sign_in()
    known = begin(citizen, officials)
    spare = _spare(accounts, {official.account["username"] for official in officials.values()})
    known.sound = {
        **known.sound,
        "POST /v1/sessions": some(SESSIONS_TO_END, lambda: _code_for(api, _phone())),
        "POST /v1/staff/sessions": some(SIGN_INS, lambda: _sign_in_of(spare)),
    }
    staff = [
        Person(role=role, kind=Kind.STAFF, token=official.token, post=official.post)
        for role, official in officials.items()
    ]
    return Cast(
        people=[
            Person(role="nobody", kind=Kind.NOBODY),
            Person(role="citizen", kind=Kind.CITIZEN, token=citizen.token, to_end=to_end),
            Person(role="several posts", kind=Kind.STAFF, token=several.token),
            *staff,
        ],
        known=known,
    )


def _one_of_each_role(accounts: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Choose who meets the cases that are filed; roles that the county does not know come from another."""
    here = [each for each in accounts if each["county"] == COUNTY]
    near = [each for each in here if each["org"] in {UNIT, BODY}]
    chosen: dict[str, Mapping[str, Any]] = {}
    for account in (*near, *here, *accounts):
        if len(account["posts"]) == 1:
            chosen.setdefault(account["role"], account)
    yield from chosen.values()


def _spare(accounts: Sequence[Mapping[str, Any]], taken: set[str]) -> Mapping[str, Any]:
    """Choose an account that nobody works with: a wrong sign-in may lock it."""
    return next(each for each in accounts if each["county"] == COUNTY and each["username"] not in taken)


def _named(accounts: Sequence[Mapping[str, Any]], username: str) -> Mapping[str, Any]:
    return next(each for each in accounts if each["username"] == username)


def _phone() -> str:
    return f"139{secrets.randbelow(10**8):08d}"


def _code_for(api: Api, phone: str) -> dict[str, str] | None:
    """Ask for a code; nothing, when this address has asked too often."""
    status, _ = api.call("POST", "/v1/phone-codes", {"phone": phone})
    sent = api.messages(phone)
    return {"phone": phone, "code": CODE.findall(sent[-1]["text"])[-1]} if status < 400 and sent else None  # noqa: PLR2004 - a refusal


def _sign_in_of(account: Mapping[str, Any]) -> dict[str, str]:
    return {"username": account["username"], "password": account["password"], "totp": code_of(account)}
