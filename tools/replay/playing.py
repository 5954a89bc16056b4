"""A replay from its first filing to the reading of the stores: rounds of lives, between them time passes."""

import math
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from chalicelib.adapters.shipped_files.counties import county_files, demonstration
from chalicelib.usecases.county_files import county_documents
from tools.client import Api, Office, RefusedError
from tools.local.borrowed import BorrowedStack
from tools.local.deployment import LocalAws
from tools.replay.evidence import Evidence, Filing
from tools.replay.life import Life
from tools.replay.stage import Stage
from tools.replay.stores import heads_in, received_messages, stored_cases, stored_notices
from tools.replay.telling import each_notice_once
from tools.replay.texts import Text

OFFICE: Final = timezone(timedelta(hours=8))
THREADS: Final = 4
FILING_ROUNDS: Final = 3
ROUNDS: Final = 11
TAKES_PART: Final = 0.6
PASSES: Final = (
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=2),
    timedelta(days=3),
    timedelta(days=6),
    timedelta(days=13),
)
"""How much time may pass between two rounds: from an afternoon to beyond every term."""
SWEPT: Final = 0.6
"""How often a sweep comes between two rounds; else the next one, or an act, finds what is owed."""
PHONES: Final = 10**8
PATIENCE_SECONDS: Final = 120
NOT_YET: Final = 5
MOST_SWEEPS: Final = 20
"""A sweep that still finds something to do after so many others has not come to rest."""


@dataclass(kw_only=True)
class Replay:
    """Lives on a stage, and the time that passes."""

    stage: Stage
    aws: LocalAws
    lives: Sequence[Life]
    rng: random.Random
    before: frozenset[str]
    """Heads that stood already: somebody else's."""
    ahead: timedelta = timedelta(0)
    """How far the case clock is ahead of the real one."""

    @classmethod
    def on(cls, stack: BorrowedStack, texts: Sequence[Text], seed: int) -> "Replay":
        """Cast as many citizens as there are texts, each with a phone of their own and an invented name."""
        api = Api(stack.api)
        stage = Stage.of(api, Office(api, stack.accounts))
        rng = random.Random(seed)  # noqa: S311  # nosec B311  # drawn to be repeated, not to be secret
        # Numbers that were used a minute ago get no new code: the first of them depends on the moment.
        first = int(time.time()) * 1000 % PHONES
        lives = [
            Life(
                stage=stage,
                rng=random.Random(f"{seed}:{index}"),  # noqa: S311  # nosec B311  # as above
                text=text,
                phone=f"138{(first + index) % PHONES:08d}",
                name=f"回放群众{index:05d}号",
            )
            for index, text in enumerate(texts)
        ]
        return cls(stage=stage, aws=stack.aws, lives=lives, rng=rng, before=frozenset(heads_in(stack.aws)))

    def play(self) -> Evidence:
        """Live all lives, let everything come to rest, read the stores; the clock is put back in any case."""
        try:
            for number in range(ROUNDS):
                self._round(number)
                self._time_passes()
            self._come_to_rest()
            return self._evidence()
        finally:
            self.stage.api.set_clock(None)

    def _round(self, number: int) -> None:
        today = self._now().astimezone(OFFICE).date()
        if number < FILING_ROUNDS:
            self._all(lambda life: life.file(today), self.lives[number::FILING_ROUNDS])
        ready = [life for life in self.lives if life.is_open and self.rng.random() < TAKES_PART]
        self._all(lambda life: life.step(today), ready)
        open_ones = sum(life.is_open for life in self.lives)
        print(f"  {today}: {len(ready)} cases moved, {open_ones} open", flush=True)

    def _all(self, do: Callable[[Life], None], lives: Sequence[Life]) -> None:
        with ThreadPoolExecutor(THREADS) as threads:
            for life, done in [(life, threads.submit(do, life)) for life in lives]:
                error = done.exception()
                if error is not None:
                    self.stage.tally.wonder(f"{life.case_no or 'a filing'}: {type(error).__name__}: {error}")

    def _time_passes(self) -> None:
        now = self._now() + self.rng.choice(PASSES)
        self._move(now)
        self.stage.tally.count("clock moved")
        if self.rng.random() < SWEPT:
            with ThreadPoolExecutor(2) as both:
                list(both.map(lambda _: self._sweep(), range(self.rng.choice((1, 1, 2)))))

    def _sweep(self) -> int:
        done = self._swept()
        self.stage.tally.count("sweeps")
        self.stage.tally.count("entries written by sweeps", done["entries"])
        for failure in done["failed"]:
            self.stage.tally.wonder(f"sweep: {failure}")
        return int(done["looked_at"])

    def _swept(self) -> dict[str, Any]:
        """Sweep; a stack too busy to answer in time is asked again, since a sweep may come twice."""
        for _ in range(MOST_SWEEPS):
            try:
                return self.stage.api.sweep()
            except (RefusedError, OSError):
                self.stage.tally.count("sent again")
        raise RuntimeError("The stack does not sweep any more; see its log.")

    def _come_to_rest(self) -> None:
        """Go on to a morning, when every notice may leave, and wait until nothing is owed any more."""
        morning = (self._now().astimezone(OFFICE) + timedelta(days=1)).replace(hour=9, minute=0)
        self._move(morning)
        for _ in range(MOST_SWEEPS):
            if not self._sweep():
                break
        self._let_messages_leave()

    def _let_messages_leave(self) -> None:
        """Wait for the queue as long as it moves; a sweep queues again what the stream has lost."""
        fewest, deadline = math.inf, time.monotonic() + PATIENCE_SECONDS
        while left := sum(1 for _ in each_notice_once(self._evidence())):
            if left < fewest:
                fewest, deadline = left, time.monotonic() + PATIENCE_SECONDS
            if time.monotonic() > deadline:
                return
            print(f"  {left} notices still to leave", flush=True)
            time.sleep(NOT_YET)
            self._sweep()

    def _evidence(self) -> Evidence:
        county = county_documents(county_files(demonstration(self.stage.county_id)))
        marks, waiting = stored_notices(self.aws)
        return Evidence(
            now=self._now(),
            rulebook=county.rulebook,
            calendar=county.calendar,
            filings=[
                Filing(
                    case_no=life.case_no,
                    kind=life.kind,
                    title=life.text.title,
                    content=life.text.content,
                    name=life.name,
                    phone=life.phone,
                )
                for life in self.lives
                if life.case_no
            ],
            heads=stored_cases(self.aws, besides=self.before),
            marks=marks,
            waiting=waiting,
            messages=received_messages(self.aws),
        )

    def _move(self, wanted: datetime) -> None:
        self.ahead = datetime.fromisoformat(self.stage.api.set_clock(wanted.isoformat())) - datetime.now(UTC)

    def _now(self) -> datetime:
        return datetime.now(UTC) + self.ahead
