"""One case of a replay: filed by its citizen, then moved, refused, doubled and left lying at random."""

import random
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tools.client import CODE, Citizen, Official
from tools.replay.inventing import SENTENCE, Inventor
from tools.replay.stage import Answer, Stage
from tools.replay.texts import Text

ENDS: Final = frozenset(
    {"closed", "answered_directly", "declined", "redirected_12388", "transferred_out", "withdrawn"}
)
ASPECTS: Final = ("办理情况", "办理态度", "回复内容", "办理效果")
GRADES: Final = {"非常满意": 5, "满意": 5, "一般满意": 2, "不太满意": 1, "不满意": 1}
WEIGHTS: Final = {
    "assign": 50,
    "name_handlers": 12,
    "draft_reply": 25,
    "submit_reply": 50,
    "pass_review": 60,
    "rehandle": 20,
    "grant_extension": 15,
    "refuse_extension": 10,
    "rule_on_objection": 15,
    "answer_supervision": 15,
    "settle_supervision": 15,
    "coordinate": 15,
    "answer_as_co_handler": 15,
    "record_follow_up": 10,
    "record_12345_outcome": 10,
    "request_extension": 6,
    "reply_interim": 4,
    "transfer_12345": 2,
    "flag_special": 0.4,
    "supervise": 0.4,
    "record_evasion": 0.3,
    "annotate": 0.4,
    "elevate": 0.2,
    "seal": 0.4,
    "return_to_ordinary": 0.3,
    "decline": 0.3,
    "answer_directly": 0.3,
    "advise_12345": 0.3,
    "recuse": 0.2,
    "return_review": 4,
    "merge": 2,
    "unmerge": 0.3,
    "redact": 0.3,
    "split": 0.4,
    "transfer_clue": 0.3,
    "mark_clue": 0.2,
}
"""How much more often than others an action is chosen: lives shall get somewhere, and some end early."""
MOODS: Final = {"official": 87, "stranger": 6, "material": 6, "withdrawal": 1}
"""Who does something in a step."""
MANNERS: Final = {"valid": 90, "stale": 5, "closed": 5}
"""How an official acts: as offered, on an outdated version, or what is not open."""
RATES: Final = 0.6
DUTY_FIRST: Final = 0.5
OWNER_FIRST: Final = 0.8
ON_A_LIST: Final = 0.85
CONFIDENTIAL: Final = 0.8
MAY_CALL: Final = 0.3
GOES_ON: Final = 0.75
DOUBLED: Final = 0.12
DOUBLED_AT_ONCE: Final = 0.06
MOST_ACTS: Final = 4


@dataclass(kw_only=True)
class Life:
    """A case and its citizen.

    Attributes:
        name: The invented name given with it; it must never appear in a message.
        case_no: Empty until it is filed.
        seen: The case as somebody saw it last.
    """

    stage: Stage
    rng: random.Random
    text: Text
    phone: str
    name: str
    citizen: Citizen = field(init=False)
    item: str | None = None
    kind: str = ""
    case_no: str = ""
    seen: dict[str, Any] = field(default_factory=dict)
    involved: set[str] = field(default_factory=set)

    @property
    def is_open(self) -> bool:
        """Tell whether there is anything left to do."""
        return bool(self.case_no) and self.seen.get("state") not in ENDS

    def file(self, today: date) -> None:
        """Sign in by code and file, sometimes twice with the same key, sometimes both at once."""
        self.citizen = self._signed_in()
        body = self._complaint(today)
        key = str(uuid.uuid4())
        answers = self._maybe_doubled(self.citizen, "/v1/cases", body, key)
        done = [answer.body["case_no"] for answer in answers if answer.is_done]
        if len(done) != len(answers) or len(set(done)) != 1:
            self.stage.tally.wonder(f"filing: {[(answer.status, answer.body) for answer in answers]}")
            return
        self.stage.tally.count("filed")
        self.case_no = done[0]
        self.stage.filed.append(self.case_no)
        self.seen = dict(answers[0].body)
        if self.rng.random() < DOUBLED:
            again = self.stage.ask(self.citizen, "POST", "/v1/cases", body | {"title": "另一件事"}, key)
            self._refused(again, {"idempotency-key-reused"}, "another body under the same key")

    def step(self, today: date) -> None:
        """Let somebody do something, or try to."""
        if self.seen.get("state") == "replied" and self.rng.random() < RATES:
            self._citizen_acts("evaluation", {"aspects": {aspect: self._grade() for aspect in ASPECTS}})
            return
        match self._drawn(MOODS):
            case "stranger":
                self._strangers_try()
            case "material":
                self._citizen_acts("materials", {"text": SENTENCE})
            case "withdrawal":
                self._citizen_acts("withdrawal", {"reason": SENTENCE})
            case _:
                self._officials_act(today)

    def _officials_act(self, today: date) -> None:
        official = self.stage.official(self._somebody())
        shown = self.stage.ask(official, "GET", self._desk())
        if not shown.is_done:
            self._refused(shown, {"case-missing"}, "looking at it")
            return
        self._see(shown)
        for _ in range(MOST_ACTS):
            if not self.is_open or not self._act(official, today) or self.rng.random() > GOES_ON:
                return

    def _act(self, official: Official, today: date) -> bool:
        offered = {each["action"]: each["inputs"] for each in self.seen["open_actions"]}
        self.stage.schemas.update(offered)
        if not offered:
            return False
        manner = self._drawn(MANNERS)
        if manner == "closed":
            return self._try_what_is_not_open(official, offered, today)
        action = self._drawn({each: WEIGHTS.get(each, 1) for each in offered})
        body = self._body(offered[action], today)
        if manner == "stale":
            answer = self.stage.ask(
                official, "POST", self._desk(action), body | {"version": body["version"] - 1}
            )
            self._refused(answer, {"case-changed", "invalid-input"}, f"a stale {action}")
        answers = self._maybe_doubled(official, self._desk(action), body, str(uuid.uuid4()))
        self._compare(answers, action)
        if not answers[0].is_done:
            self._count_refusal(answers[0])
            return False
        self.stage.tally.count(f"act:{action}")
        self._see(answers[0])
        return True

    def _try_what_is_not_open(self, official: Official, offered: dict[str, Any], today: date) -> bool:
        closed = sorted(set(self.stage.schemas) - set(offered))
        if closed:
            action = self.rng.choice(closed)
            answer = self.stage.ask(
                official, "POST", self._desk(action), self._body(self.stage.schemas[action], today)
            )
            self._refused(answer, {"action-not-open", "not-yours", "invalid-input"}, f"{action}, not open")
        return True

    def _strangers_try(self) -> None:
        """Somebody of another unit looks, then somebody acts: the case is not there for them (design §1)."""
        strangers = [
            post
            for org, roles in self.stage.county.posts.items()
            if org not in self.involved
            for post in roles.get("handler", ())
        ]
        if not self.involved or not strangers:
            return
        stranger = self.stage.official(self.rng.choice(strangers))
        for answer in (
            self.stage.ask(stranger, "GET", self._desk()),
            self.stage.ask(stranger, "POST", self._desk("annotate"), {"version": 1, "text": SENTENCE}),
        ):
            self._refused(answer, {"case-missing"}, "a stranger's try")

    def _citizen_acts(self, what: str, body: dict[str, Any]) -> None:
        path = f"/v1/my/cases/{self.case_no}/{what}"
        answers = self._maybe_doubled(self.citizen, path, body, str(uuid.uuid4()))
        self._compare(answers, what)
        if not answers[0].is_done:
            self._count_refusal(answers[0])
            return
        self.stage.tally.count(f"act:{what}")
        self.seen["state"] = answers[0].body["state"]

    def _maybe_doubled(
        self, who: Citizen | Official, path: str, body: dict[str, Any], key: str
    ) -> list[Answer]:
        """Send a request once, twice, or twice at the same moment."""
        chance = self.rng.random()
        if chance < DOUBLED_AT_ONCE:
            self.stage.tally.count("doubled at once")
            with ThreadPoolExecutor(2) as both:
                return list(both.map(lambda _: self.stage.ask(who, "POST", path, body, key), range(2)))
        first = self.stage.ask(who, "POST", path, body, key)
        if chance < DOUBLED_AT_ONCE + DOUBLED:
            self.stage.tally.count("doubled")
            return [first, self.stage.ask(who, "POST", path, body, key)]
        return [first]

    def _compare(self, answers: list[Answer], what: str) -> None:
        """A repeated request is answered as the first was."""
        if len({answer.is_done for answer in answers}) != 1:
            told = [(answer.status, answer.code) for answer in answers]
            self.stage.tally.wonder(f"{self.case_no} {what}: one request, two answers: {told}")

    def _refused(self, answer: Answer, codes: set[str], what: str) -> None:
        if answer.is_done or answer.code not in codes:
            self.stage.tally.wonder(f"{self.case_no} {what}: {answer.status} {answer.code}, expected {codes}")
        else:
            self._count_refusal(answer)

    def _count_refusal(self, answer: Answer) -> None:
        self.stage.tally.count(f"refused:{answer.status} {answer.code}")

    def _see(self, answer: Answer) -> None:
        self.seen = answer.body
        orgs = [self.seen[name] for name in ("owner_org", "supervising_org", "lead_unit", "responsible_unit")]
        self.involved |= {org for org in orgs if org} | {duty["owner_org"] for duty in self.seen["duties"]}

    def _somebody(self) -> str:
        """Choose who looks at the case next: mostly whose turn it is."""
        if self.seen.get("state") == "sealed":
            # Set apart: nobody else can as much as look at it.
            return self.rng.choice(self.stage.sealed_posts)
        duties = [duty["owner_post"] for duty in self.seen.get("duties", ()) if duty["owner_post"]]
        if duties and self.rng.random() < DUTY_FIRST:
            return self.rng.choice(duties)
        owner = self.seen.get("owner_post")
        unit = self.seen.get("lead_unit")
        others = [*self.stage.county_posts, *self.stage.county.posts_of(unit, "unit_leader")]
        if owner and self.rng.random() < OWNER_FIRST:
            return str(owner)
        if "owner_post" not in self.seen and self.item:
            body = self.stage.items[self.item]["supervising_body"]["id"]
            return self.rng.choice(self.stage.county.posts_of(body, "intake") or self.stage.county_posts)
        return self.rng.choice(others)

    def _body(self, schema: dict[str, Any], today: date) -> dict[str, Any]:
        inventor = Inventor(
            county=self.stage.county,
            rng=self.rng,
            case=self.seen,
            today=today,
            filed=self.stage.filed,
        )
        return {"version": self.seen["version"], **inventor.inputs(schema)}

    def _complaint(self, today: date) -> dict[str, Any]:
        self.kind = self.rng.choice(self.stage.county.kinds)
        happened_on = self.text.happened_on
        body: dict[str, Any] = {
            "county": self.stage.county_id,
            "kind": self.kind,
            "place": self.rng.choice(self.stage.places),
            "title": self.text.title,
            "content": self.text.content,
            "name": self.name,
            "confidential": self.rng.random() < CONFIDENTIAL,
            "may_call": self.rng.random() < MAY_CALL,
            "uploads": [],
            "notices_accepted": True,
        }
        if happened_on is not None and happened_on <= today:
            body["happened_on"] = happened_on.isoformat()
        if self.rng.random() < ON_A_LIST:
            self.item = self.rng.choice(sorted(self.stage.items))
            return body | {"source": {"type": "checklist", "ref": self.item}}
        return body | {"source": {"type": "other"}}

    def _signed_in(self) -> Citizen:
        api = self.stage.api
        api.must("POST", "/v1/phone-codes", {"phone": self.phone})
        code = CODE.findall(api.messages(self.phone)[-1]["text"])[-1]
        token = api.must("POST", "/v1/sessions", {"phone": self.phone, "code": code})["token"]
        return Citizen(api, self.phone, token)

    def _grade(self) -> str:
        return self._drawn(GRADES)

    def _drawn(self, weights: Mapping[str, float]) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _desk(self, action: str = "") -> str:
        return f"/v1/desk/cases/{self.case_no}" + (f"/actions/{action}" if action else "")
