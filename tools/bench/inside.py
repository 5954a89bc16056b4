"""All that is measured inside a process of the application: `python -m tools.bench.inside < who.json`.

The bench starts it with the environment of the functions, which it has not itself; figures come back as JSON.
The stage bears a name that no code knows, so everything runs as in production but for the office's clock,
which the lives of cases need moved.
"""

import json
import sys
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from botocore.session import Session

from app import app
from chalicelib.ports.clock import Clock
from chalicelib.runtime.clock import OffsetClock
from chalicelib.runtime.wiring import Services, use
from tools.bench.county import County
from tools.bench.door import Door
from tools.bench.life import Watch, extended_life, late_life, measured_life
from tools.bench.sweeping import sweeps
from tools.bench.warm import Warm, measure
from tools.client import Citizen, Office

FRIDAY = 4
MORNING_UTC = 2
SAME_KEY = "00000000-0000-4000-8000-000000000001"


class MovedServices(Services):
    """The services with an office clock in the bench's hand."""

    offset = timedelta()

    @cached_property
    def clock(self) -> Clock:
        """The office's clock, and the real one."""
        return OffsetClock(lambda: self.offset)

    def move_to(self, now: datetime) -> None:
        """Move the office's clock."""
        self.offset = now - self.clock.real_now()

    def let_pass(self, days: int) -> None:
        """Move on by working days, as a case is handled, to a morning in the office; none: stay."""
        if not days:
            return
        morning = self.clock.now().replace(hour=MORNING_UTC, minute=0)
        while days:
            morning += timedelta(days=1)
            days -= morning.weekday() <= FRIDAY
        self.move_to(morning)

    def forget_cases(self) -> None:
        """Empty the table of cases, so that a sweep meets nobody else's."""
        store, table = Session().create_client("dynamodb"), self.settings.table_cases
        for page in store.get_paginator("scan").paginate(TableName=table, ProjectionExpression="pk, sk"):
            for key in page["Items"]:
                store.delete_item(TableName=table, Key=key)


def warm_operations(county: County, door: Door) -> list[Warm]:
    """Measure filing, both look-ups and an act, each beside its bare calls."""
    filed = measure("filing", door, county.file_only)
    matter = county.file()
    official, case_no = matter.body, matter.case_no
    inputs = {"key": SAME_KEY, "version": matter.version, "unit": matter.unit}
    return [
        filed,
        measure("look-up, citizen", door, lambda: county.citizen.case(case_no)),
        measure("look-up, desk", door, lambda: official.case(case_no)),
        measure("act, desk: assign", door, lambda: official.act(case_no, "assign", **inputs)),
    ]


def main() -> None:
    who = json.load(sys.stdin)
    door = Door(base="", app=app)
    county = County(door, Citizen(door, who["phone"], who["token"]), Office(door, who["accounts"]))
    figures: dict[str, Any] = {"warm": [asdict(each) for each in warm_operations(county, door)]}
    moved = MovedServices()
    with use(moved):
        # Messages of the night and of weekends wait, and cost more.
        moved.let_pass(1)
        watch = Watch(moved)
        figures["life"] = [asdict(act) for act in measured_life(county, moved, watch, moved.let_pass)]
        figures["extension"] = [asdict(act) for act in extended_life(county, watch)]
        moved.forget_cases()
        figures["late"] = [asdict(act) for act in late_life(county, moved, watch, moved.move_to)]
        moved.forget_cases()
        figures["sweeps"] = [asdict(swept) for swept in sweeps(moved, county, moved.move_to)]
    json.dump(figures, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
