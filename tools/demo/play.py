"""What the stories are played with: the people, the clock of the stage, and a record of every due date."""

import random
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as daytime
from typing import Any
from zoneinfo import ZoneInfo

from tools.client import Api, Citizen, Json, Office, Official

ZONE = ZoneInfo("Asia/Shanghai")
NINE = daytime(9)
SATURDAY = 5
PATIENCE_SECONDS = 60
NOT_YET = 0.5


class StoryError(Exception):
    """A story did not go as told."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date with its explanation, and since when it held."""

    seen_at: datetime
    label: str
    on: date
    explanation: str


@dataclass(kw_only=True)
class Tale:
    """One complaint on its way, watched with the eyes of the county.

    Attributes:
        case: The case as the county saw it last.
        dues: Every due date it has had, in their order.
    """

    play: "Play"
    citizen: Citizen
    case_no: str
    printed: str
    dues: list[Due] = field(default_factory=list)
    case: dict[str, Any] = field(default_factory=dict)

    def act(self, official: Official, action: str, **inputs: Json) -> None:
        """Take an action on the case as it stands."""
        official.act(self.case_no, action, **inputs)
        self.look()

    def look(self) -> None:
        """See how the case stands now, and note each due date that is new."""
        self.case = self.play.county.case(self.case_no)
        known = {(due.label, due.on, due.explanation) for due in self.dues}
        for told in [self.case["due"], *(duty["due"] for duty in self.case["duties"])]:
            if told is None:
                continue
            due = Due(self.play.now, told["label"], date.fromisoformat(told["on"]), told["explanation"])
            if (due.label, due.on, due.explanation) not in known:
                self.dues.append(due)

    def whose_turn(self) -> Official:
        """Give the official at the post that the case waits for."""
        return self.play.office.holding(self.case["owner_post"])

    def day_after_due(self) -> date:
        """Give the first day on which the running term is over."""
        return date.fromisoformat(self.case["due"]["on"]) + timedelta(days=1)

    def must_be(self, state: str) -> None:
        """Insist on a state.

        Raises:
            StoryError: The case stands elsewhere.
        """
        if self.case["state"] != state:
            raise StoryError(f"{self.printed} 应为“{state}”，实际为“{self.case['state']}”。")

    def must_come_to(self, state: str) -> None:
        """Let stream and sweep bring the case to a state by themselves.

        Raises:
            StoryError: It did not come there.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.case["state"] != state:
            if time.monotonic() > deadline:
                self.must_be(state)
            self.play.api.sweep()
            self.look()

    def timeline(self) -> list[dict[str, Any]]:
        """Give every entry of the case."""
        items: list[dict[str, Any]] = self.play.county.call("GET", f"/v1/desk/cases/{self.case_no}/timeline")[
            "items"
        ]
        return items

    def must_have_told(self, words: str) -> None:
        """Wait until the citizen's phone has received a message about this case with these words.

        Messages leave after the act, by stream and queue: a story that went on at once would date them wrong.

        Raises:
            StoryError: It did not arrive.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not any(
            self.printed in message["text"] and words in message["text"]
            for message in self.play.api.messages(self.citizen.phone)
        ):
            if time.monotonic() > deadline:
                raise StoryError(f"{self.printed} 没有收到短信“……{words}……”。")
            time.sleep(NOT_YET)


@dataclass(kw_only=True)
class Play:
    """A stage on which stories are played, one after another.

    The stories lie in the past of the real clock: what others have in work on this stack stays in time.
    """

    api: Api
    office: Office
    county_id: str
    begins_on: date
    now: datetime = field(init=False)

    def __post_init__(self) -> None:
        found = self.api.must("GET", f"/v1/counties/{self.county_id}/checklist")["items"]
        self.items = {item["id"]: item for item in found}
        here = [each for each in self.office.accounts if each["county"] == self.county_id]
        county_org = next(each["org"] for each in here if each["role"] == "county")
        self.county = self.office.at(county_org, "county")
        self.units = [each["org"] for each in here if each["role"] == "handler"]
        self.set_clock(self.begins_on)

    def set_clock(self, day: date) -> None:
        """Set the clock to nine in the morning, and let the stage do what is due by then."""
        self.now = datetime.combine(day, NINE, ZONE)
        self.api.set_clock(self.now.isoformat())
        self.api.sweep()

    def go_on_to(self, day: date) -> None:
        """Go on to a day, or to the Monday after it."""
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        self.set_clock(day)

    def next_day(self) -> None:
        """Go on to the next day that is no weekend."""
        self.go_on_to(self.now.date() + timedelta(days=1))

    def file(self, item: str, **complaint: Json) -> Tale:
        """Let somebody with a phone of their own complain about an item of the checklist."""
        return self._file(source={"type": "checklist", "ref": item}, **complaint)

    def file_about(self, unit: str, place: str | None = None, **complaint: Json) -> Tale:
        """Let somebody complain in his own words; it happened where the unit is, unless told otherwise."""
        where = place or unit.partition("-")[0]
        return self._file(source={"type": "other"}, place=where, **complaint)

    def _file(self, **complaint: Json) -> Tale:
        citizen = Citizen(self.api, invented_phone()).sign_in()
        filed = citizen.file(county=self.county_id, **complaint)
        tale = Tale(play=self, citizen=citizen, case_no=filed["case_no"], printed=filed["printed"])
        tale.look()
        tale.must_have_told("已收到")
        return tale

    def unit_of(self, item: str) -> str:
        """Give the unit that answers for an item."""
        unit: str = self.items[item]["responsible_unit"]["id"]
        return unit

    def unit_like(self, beginning: str) -> str:
        """Give the first unit with a handler whose id begins so."""
        return next(unit for unit in self.units if unit.startswith(beginning))

    def first_item(self) -> str:
        """Give the first item whose unit has somebody to handle it."""
        return next(item for item in self.items if self.unit_of(item) in self.units)

    def place_of(self, item: str) -> str:
        """Give the node of the grid at which an item's unit stands."""
        return self.unit_of(item).partition("-")[0]

    def body_of(self, item: str) -> str:
        """Give the body that watches over it."""
        body: str = self.items[item]["supervising_body"]["id"]
        return body


def invented_phone() -> str:
    """Invent a mobile number; a new one each time, since a number gets one code a minute."""
    return f"139{random.randrange(10**8):08d}"  # noqa: S311  # nosec B311  # nothing is protected by it
