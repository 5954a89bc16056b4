"""The routes that only the local stage has: a clock that moves, a sweep on request, messages (design §7)."""

import pytest
from chalice import Chalice

from chalicelib.api.development import development
from chalicelib.api.problems import reclothe
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.vocabulary import Action
from chalicelib.runtime.clock import OffsetClock
from chalicelib.usecases.sweep import Swept
from tests.support.edge import Caller, faults_in, told

APP = Chalice("development", configure_logs=False)
APP.register_middleware(reclothe, "http")
APP.register_blueprint(development)
"""The routes that the app of any other stage has not; a blueprint registers its routes once."""


@pytest.fixture
def stage(office):
    return Caller(APP)


@pytest.fixture
def slow_sweep(office):
    """Let every shard take four seconds, and one case of the first one fail."""
    swept = []

    def sweep(shard):
        swept.append(shard)
        office.clock.pass_by(seconds=4)
        failed = ((CaseNo("HL26030200000001"), "Boom"),) if shard == 0 else ()
        return Swept(looked_at=1, changed=1, entries=2, failed=failed)

    office.__dict__["sweep"] = sweep
    return swept


def test_a_sweep_that_has_no_time_left_says_so(stage, slow_sweep):
    done = stage.post("/v1/dev/sweep", {}).json_body
    assert slow_sweep == [0, 1, 2]
    assert (done["finished"], done["looked_at"], done["entries"]) == (False, 3, 6)
    assert done["failed"] == ["HL26030200000001: Boom"]


def test_a_sweep_in_time_says_so(stage, office):
    office.__dict__["sweep"] = lambda _: Swept(looked_at=1)
    done = stage.post("/v1/dev/sweep", {}).json_body
    assert (done["finished"], done["looked_at"]) == (True, 16)


def test_a_sweep_by_hand_catches_up_and_says_what_it_did(office, town, stage):
    case_no = town.file()
    office.clock.pass_by(days=7)
    done = stage.post("/v1/dev/sweep").json_body
    assert (done["looked_at"], done["changed"], done["failed"]) == (1, 1, [])
    assert Action.BREACH in [entry.action for entry in office.cases.get(case_no).tail]
    assert stage.post("/v1/dev/sweep").json_body["looked_at"] == 0


def test_the_office_clock_is_moved_and_returned(office, stage):
    office.clock = OffsetClock(office.clock_offset.read)
    moved = stage.post("/v1/dev/clock", {"now": "2030-05-06T10:00:00+08:00"})
    assert moved.json_body["now"].startswith("2030-05-06T10:00:0")
    stage.post("/v1/dev/clock", {"now": None})
    assert office.clock.now().year != 2030


@pytest.mark.parametrize("now", ["2030-05-06T10:00:00", "tomorrow", 7])
def test_a_moment_without_its_zone_is_none(stage, now):
    answer = stage.post("/v1/dev/clock", {"now": now})
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/now"}


def test_messages_are_listed_by_phone(office, stage):
    office.dispatch.sent_messages = lambda to: []
    assert stage.get("/v1/dev/messages?to=13900000001").json_body == {"items": []}
    assert told(stage.get("/v1/dev/messages")) == (422, "invalid-input")
