"""The development stage sweeps on request, in as many requests as it takes."""

import pytest
from chalice import Chalice

from chalicelib.api.development import development
from chalicelib.domain.identifiers import CaseNo
from chalicelib.usecases.sweep import Swept
from tests.support.edge import Caller

APP = Chalice("development")
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
