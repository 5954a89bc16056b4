"""The service as the API sees it, with everything in memory and a clock that the test moves."""

import itertools
import json
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta

from chalice.test import Client

from chalicelib.adapters.credentials import ArgonCredentials
from chalicelib.adapters.memory.accounts import MemoryAccounts
from chalicelib.adapters.memory.audit_log import MemoryAuditLog
from chalicelib.adapters.memory.clock_offset import MemoryClockOffset
from chalicelib.adapters.memory.dispatch import MemoryMessenger
from chalicelib.adapters.memory.gate import MemoryGate
from chalicelib.adapters.memory.people import MemoryPeople
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account
from chalicelib.runtime.ids import SystemIds
from chalicelib.runtime.settings import Settings
from chalicelib.runtime.wiring import Services
from tests.support.counties import a_county
from tests.support.overhearing import note, secrets_of
from tests.support.small_county import CountyFile

MORNING = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def an_account(account, county, posts):
    """Give an account that holds these posts; nobody signs in with it, its session is opened for it."""
    secret = Personal("A" * 32)
    return Account(id=account, county=county, password_hash="-", totp_secret=secret, posts=tuple(posts))


@dataclass
class HeldClock:
    """Stands still until the test moves it."""

    at: datetime = MORNING

    def now(self):
        return self.at

    def real_now(self):
        return self.at

    def pass_by(self, **time):
        self.at += timedelta(**time)


class CountedIds(SystemIds):
    """Draws codes that a test can foretell: 000001, then 000002, and so on."""

    def __init__(self):
        self._codes = itertools.count(1)

    def digits(self, count):
        return f"{next(self._codes):0{count}d}"


@dataclass
class OneCounty:
    """A shelf with one county and one directory."""

    directory_in_force: object = field(default_factory=lambda: CountyFile().directory())

    def county(self, county):
        return a_county(county)

    def directory(self, version):
        return self.directory_in_force


class MemoryServices(Services):
    """Production's wiring with every adapter in memory."""

    def __init__(self):
        named = {each.name: "test" for each in fields(Settings)}
        self.settings = Settings(**(named | {"codes_per_address": "20"}))
        self.clock = HeldClock()
        self.clock_offset = MemoryClockOffset()
        self.ids = CountedIds()
        self.gate = MemoryGate()
        self.accounts = MemoryAccounts()
        # A hundredth of the real cost: tests sign in often.
        self.credentials = ArgonCredentials(rounds=1, memory_kib=64)
        self.messenger = MemoryMessenger()
        self.people = MemoryPeople()
        self.audit_log = MemoryAuditLog()
        self.shelves = OneCounty()
        self.edge_secret = b"a secret of the tests, 32 bytes and more"


class Caller:
    """A client that speaks JSON to an app."""

    def __init__(self, app):
        self._client = Client(app)

    def call(self, method, path, body=None, *, raw=None, token=None, **headers):
        """Send a request; header names are written with underscores, `raw` goes as it is."""
        sent = {"Content-Type": "application/json"} if body is not None or raw is not None else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        note(body, {"token": token, "query_code": headers.get("Query_Code")})
        payload = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        answer = self._client.http.request(method, path, headers=sent, body=payload)
        if "json" in answer.headers.get("Content-Type", ""):
            note(secrets_of(json.loads(answer.body)))
        return answer

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.call("POST", path, body, **options)

    def delete(self, path, **options):
        return self.call("DELETE", path, **options)


def told(answer):
    """Give status and code of a refusal, and see that it is dressed as one."""
    problem = json.loads(answer.body)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["type"] == f"/problems/{problem['code']}"
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"]


def faults_in(answer):
    """Give the faults of a 422 by pointer."""
    return {fault["pointer"]: fault["detail"] for fault in answer.json_body["errors"]}
