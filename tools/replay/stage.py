"""The stage of a replay: who can act, what is counted, and requests repeated until they are heard."""

import random
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from tools.client import Api, Citizen, Json, Office, Official
from tools.replay.inventing import County
from tools.replay.tally import Tally

TRIES: Final = 8
NOT_YET: Final = 0.3
REFUSALS: Final = frozenset({400, 403, 404, 409, 413, 422})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API said."""

    status: int
    body: Json

    @property
    def is_done(self) -> bool:
        """Tell whether the request was fulfilled."""
        return self.status < HTTPStatus.BAD_REQUEST

    @property
    def code(self) -> str:
        """Give the code of a refusal."""
        return str((self.body or {}).get("code", ""))


@dataclass(kw_only=True)
class Stage:
    """Everything that the lives of a replay share."""

    api: Api
    office: Office
    county_id: str
    county: County
    items: Mapping[str, Mapping[str, Any]]
    places: tuple[str, ...]
    county_posts: tuple[str, ...]
    sealed_posts: tuple[str, ...]
    tally: Tally = field(default_factory=Tally)
    schemas: dict[str, Json] = field(default_factory=dict)
    """The inputs of every action that somebody has been offered so far."""
    filed: list[str] = field(default_factory=list)
    """Every number that was given so far."""
    _door: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, api: Api, office: Office) -> "Stage":
        """Learn a county's tables as any client would."""
        county_id: str = office.accounts[0]["county"]
        shown = api.must("GET", f"/v1/counties/{county_id}")
        items = api.must("GET", f"/v1/counties/{county_id}/checklist")["items"]
        places = api.must("GET", f"/v1/counties/{county_id}/places")["items"]
        posts: dict[str, dict[str, tuple[str, ...]]] = {}
        for account in office.accounts:
            roles = posts.setdefault(account["org"], {})
            held = roles.get(account["role"], ())
            roles[account["role"]] = (*held, account["post"]) if account["post"] not in held else held
        county = County(
            units=tuple(org for org, roles in posts.items() if "unit_leader" in roles),
            bodies=tuple(org for org, roles in posts.items() if "intake" in roles),
            kinds=tuple(each["kind"] for each in shown["kinds"]),
            posts=posts,
        )
        return cls(
            api=api,
            office=office,
            county_id=county_id,
            county=county,
            items={item["id"]: item for item in items},
            places=tuple(place["id"] for place in places if place["type"] in {"town", "village"}),
            county_posts=next(roles["county"] for roles in posts.values() if "county" in roles),
            sealed_posts=next(roles["sealed_desk"] for roles in posts.values() if "sealed_desk" in roles),
        )

    def official(self, post: str) -> Official:
        """Give the official at a post; each signs in once, whichever thread asks first."""
        with self._door:
            return self.office.holding(post)

    def ask(
        self, who: Citizen | Official, method: str, path: str, body: Json = None, key: str | None = None
    ) -> Answer:
        """Send a request; one that the stack could not serve is sent again with the same key."""
        headers = {"Authorization": f"Bearer {who.token}"}
        if isinstance(who, Official):
            headers["Acting-Post"] = who.post
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        for _ in range(TRIES):
            try:
                answer = Answer(*self.api.call(method, path, body, headers=headers))
            except (OSError, ValueError) as error:
                answer = Answer(HTTPStatus.SERVICE_UNAVAILABLE, {"code": type(error).__name__})
            self.tally.count("requests")
            if answer.status not in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}:
                break
            self.tally.count("sent again")
            time.sleep(NOT_YET + random.random())  # noqa: S311  # nosec B311  # so that not all come back at once
        if not answer.is_done and answer.status not in REFUSALS:
            self.tally.wonder(f"{method} {path}: {answer.status} {answer.body}")
        return answer
