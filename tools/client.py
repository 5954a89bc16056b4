"""A client of the API as people use it: citizens by phone code, officials by password and second factor.

Used by the stack tests, the demonstration and the replay; it knows the HTTP contract and nothing of our code.
"""

import json
import re
import time
import uuid
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

import pyotp

Json: TypeAlias = Any
"""Whatever a body or an answer says."""

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


class RefusedError(Exception):
    """The API answered with a problem."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(
            f"{status} {problem.get('code')}: {problem.get('detail')} {problem.get('errors', '')}"
        )
        self.status = status
        self.problem = problem
        self.code = problem.get("code")


@dataclass
class Api:
    """One base address; every call opens its own connection, as phones do."""

    base: str
    timeout: float = 60

    def call(
        self, method: str, path: str, body: Json = None, *, headers: dict[str, str] | None = None
    ) -> tuple[int, Json]:
        """Send a request, and give status and answer."""
        address = urlsplit(self.base)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=self.timeout)
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        sent = {"Content-Type": "application/json", **(headers or {})} if content else dict(headers or {})
        try:
            connection.request(method, f"{address.path}{path}", content, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        return answer.status, json.loads(text) if text else None

    def must(self, method: str, path: str, body: Json = None, **more: Json) -> Json:
        """Send a request that must succeed.

        Raises:
            RefusedError: It did not.
        """
        status, answer = self.call(method, path, body, **more)
        if status >= HTTPStatus.BAD_REQUEST:
            raise RefusedError(status, answer or {})
        return answer

    def set_clock(self, now: str | None) -> str:
        """Move the clock of a local stage."""
        return self.must("POST", "/v1/dev/clock", {"now": now})["now"]

    def sweep(self) -> dict[str, Any]:
        """Let a local stage sweep now, in as many calls as it takes."""
        done = self.must("POST", "/v1/dev/sweep")
        while not done["finished"]:
            more = self.must("POST", "/v1/dev/sweep")
            done = {name: more[name] if name == "finished" else done[name] + more[name] for name in more}
        return done

    def messages(self, phone: str) -> list[dict[str, str]]:
        """Read what a local stage has sent to a phone."""
        return self.must("GET", f"/v1/dev/messages?to={quote(phone)}")["items"]


@dataclass
class Citizen:
    """Somebody with a phone."""

    api: Api
    phone: str
    token: str = ""

    def sign_in(self) -> "Citizen":
        """Sign in by the code that the phone receives."""
        before = len(self.api.messages(self.phone))
        self.api.must("POST", "/v1/phone-codes", {"phone": self.phone})
        code = CODE.findall(self.api.messages(self.phone)[before:][-1]["text"])[-1]
        self.token = self.api.must("POST", "/v1/sessions", {"phone": self.phone, "code": code})["token"]
        return self

    def call(self, method: str, path: str, body: Json = None, *, key: str | None = None) -> Json:
        """Send a request of this person's."""
        return self.api.must(method, path, body, headers=_headers(self.token, method, key))

    def file(self, key: str | None = None, **complaint: Json) -> dict[str, Any]:
        """File a complaint."""
        filled = {
            "source": {"type": "other"},
            "confidential": True,
            "may_call": False,
            "uploads": [],
            "notices_accepted": True,
            **complaint,
        }
        return self.call("POST", "/v1/cases", filled, key=key)

    def case(self, case_no: str) -> dict[str, Any]:
        """Look a case up."""
        return self.call("GET", f"/v1/my/cases/{case_no}")

    def evaluate(self, case_no: str, grades: dict[str, str], comment: str | None = None) -> dict[str, Any]:
        """Rate the answer."""
        body = {"aspects": grades} | ({"comment": comment} if comment else {})
        return self.call("POST", f"/v1/my/cases/{case_no}/evaluation", body)


@dataclass
class Official:
    """Somebody at a post, by an account of `.local/stack.json`."""

    api: Api
    account: dict[str, str]
    token: str = ""

    @property
    def post(self) -> str:
        """The post this account is used at."""
        return self.account["post"]

    @property
    def org(self) -> str:
        """Its organisation."""
        return self.account["org"]

    def sign_in(self) -> "Official":
        """Sign in by password and second factor.

        A code opens once: whoever has just signed in elsewhere takes one of half a minute later or earlier.
        """
        codes = pyotp.TOTP(self.account["totp_secret"])
        now = int(time.time())
        *others, last = (codes.at(now + shift) for shift in (0, codes.interval, -codes.interval))
        for code in others:
            try:
                self.token = self._session_by(code)
            except RefusedError as refusal:
                if refusal.status != HTTPStatus.UNAUTHORIZED:
                    raise
            else:
                return self
        self.token = self._session_by(last)
        return self

    def _session_by(self, code: str) -> str:
        body = {"username": self.account["username"], "password": self.account["password"], "totp": code}
        return self.api.must("POST", "/v1/staff/sessions", body)["token"]

    def call(self, method: str, path: str, body: Json = None, *, key: str | None = None) -> Json:
        """Send a request of this post's."""
        headers = _headers(self.token, method, key) | {"Acting-Post": self.post}
        return self.api.must(method, path, body, headers=headers)

    def case(self, case_no: str) -> dict[str, Any]:
        """Open a case."""
        return self.call("GET", f"/v1/desk/cases/{case_no}")

    def act(self, case_no: str, action: str, *, key: str | None = None, **inputs: Json) -> dict[str, Any]:
        """Take an action on a case as it now stands."""
        version = inputs.pop("version", None)
        if version is None:
            version = self.case(case_no)["version"]
        body = {"version": version, **inputs}
        return self.call("POST", f"/v1/desk/cases/{case_no}/actions/{action}", body, key=key)


@dataclass
class Office:
    """The accounts of a stack; each signs in when first needed."""

    api: Api
    accounts: list[dict[str, str]]
    _signed_in: dict[str, Official] = field(default_factory=dict)

    def at(self, org: str, role: str, number: int = 0) -> Official:
        """Give the n-th official of a role in an organisation."""
        found = [each for each in self.accounts if each["org"] == org and each["role"] == role][number]
        return self.holding(found["post"])

    def holding(self, post: str) -> Official:
        """Give the official at a post."""
        if post not in self._signed_in:
            account = next(each for each in self.accounts if each["post"] == post)
            self._signed_in[post] = Official(self.api, account).sign_in()
        return self._signed_in[post]


def _headers(token: str, method: str, key: str | None) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {token}"}
    if method == "POST":
        headers["Idempotency-Key"] = key or str(uuid.uuid4())
    return headers
