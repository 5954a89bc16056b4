"""A campaign in memory: the fuzzer's own code, with the test caller where `make fuzz` has a socket."""

import json

import pyotp

from app import app
from chalicelib.api.contract import DESCRIPTION
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account
from tests.support.edge import Caller
from tests.support.office import PHONE
from tools.client import CODE, Api, Citizen, Official
from tools.fuzz.beginning import BODY, UNIT, begin, some
from tools.fuzz.campaign import Campaign
from tools.fuzz.description import Drawing, operations_of
from tools.fuzz.judging import Judge
from tools.fuzz.people import Kind, Person
from tools.fuzz.wire import Answer

COUNTY_BODY = "640122-jw"
ROLES = {
    "intake": BODY,
    "unit_leader": UNIT,
    "handler": UNIT,
    "unit_party_committee": UNIT,
    "county": COUNTY_BODY,
    "sealed_desk": COUNTY_BODY,
    "auditor": COUNTY_BODY,
    "assistant": "640122100200",
}
"""The cast of the matter, and one who only looks on of each sort."""

IN_THE_OPEN = "nine words that stand in every copy of it"
SESSIONS = 10
"""So many bodies of each kind of sign-in, each good for once."""

EXCUSED = {
    # `make fuzz` must not change one; `tests/api/test_passwords.py` does.
    "POST /v1/staff/passwords",
    # A link is given for a file that was checked and cleaned; `tests/api/test_uploads.py` has such files.
    "GET /v1/desk/cases/{case_no}/uploads/{upload_id}",
}


class MemoryApi(Api):
    """The client that tools use, without a socket."""

    def __init__(self, caller):
        super().__init__("memory:")
        self.caller = caller

    def call(self, method, path, body=None, *, headers=None):
        answer = self.caller.call(method, path, body, **(headers or {}))
        return answer.status_code, json.loads(answer.body) if answer.body else None


def sent_by(caller):
    """Give the function that sends a campaign's requests to an app."""

    def send(request):
        answer = caller._client.http.request(
            request.method, request.address, headers=dict(request.headers), body=request.body or b""
        )
        return Answer(
            answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, answer.body
        )

    return send


def a_code(services, api):
    """Ask for a code as a phone does, and give what opens the session; nothing, if it asked too often."""
    phone = f"1370000{len(services.messenger.sent):04d}"
    status, _ = api.call("POST", "/v1/phone-codes", {"phone": phone})
    if status != 202:
        return None
    return {"phone": phone, "code": CODE.findall(services.messenger.sent[-1][1])[-1]}


def a_sign_in(services):
    """Make an account that nobody works with, and give what signs it in."""
    secret = services.credentials.new_totp_secret()
    services.accounts.save(
        Account(
            id="helan.spare",
            county="helan",
            password_hash=services.credentials.hash_password(Personal(IN_THE_OPEN)),
            totp_secret=secret,
            posts=("640122-nyj-handler-2",),
        )
    )
    code = pyotp.TOTP(secret.value).at(services.clock.at)
    return {"username": "helan.spare", "password": IN_THE_OPEN, "totp": code}


def a_campaign(town, *, seed=1, batch=8, send=None, description=None):
    """Bring a town to its beginning, and give a campaign on it."""
    description = description or json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    api = MemoryApi(town.caller)
    citizen = Citizen(api, PHONE, town.citizen())
    posts = {role: town.post(org, role) for role, org in ROLES.items()}
    officials = {
        role: Official(api, {"post": post, "org": ROLES[role]}, town.official(post))
        for role, post in posts.items()
    }
    known = begin(citizen, officials)
    known.sound = {
        **known.sound,
        "POST /v1/sessions": some(SESSIONS, lambda: a_code(town.services, api)),
        "POST /v1/staff/sessions": some(SESSIONS, lambda: a_sign_in(town.services)),
    }
    return Campaign(
        operations=operations_of(description),
        people=[
            Person(role="nobody", kind=Kind.NOBODY),
            Person(role="citizen", kind=Kind.CITIZEN, token=citizen.token, to_end=[town.official("spare")]),
            *(
                Person(role=role, kind=Kind.STAFF, token=official.token, post=official.post)
                for role, official in officials.items()
            ),
        ],
        known=known,
        send=send or sent_by(Caller(app)),
        judge=Judge(description),
        drawing=Drawing(description, seeded=seed, batch=batch),
        seed=seed,
    )
