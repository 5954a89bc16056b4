"""Generated requests meet the API in memory: `make fuzz` in short, always with the same requests."""

import copy
import json
from dataclasses import replace

import pytest

from chalicelib.api.contract import DESCRIPTION
from tests.support.fuzzing import EXCUSED, a_campaign, sent_by
from tools.fuzz.telling import failures

REQUESTS = 500
HEALTH = "GET /v1/health"


def described():
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


def only(campaign, *labels):
    """Let a campaign ask for these operations alone."""
    campaign.operations = [each for each in campaign.operations if each.label in labels]
    return campaign


def test_every_answer_is_as_described_and_every_operation_is_reached(town):
    campaign = a_campaign(town)
    campaign.run(REQUESTS)
    tally = campaign.reach(EXCUSED, REQUESTS)
    assert list(failures(tally, "")) == []
    assert list(tally.unreached(campaign.operations, EXCUSED)) == []
    assert tally.total >= REQUESTS
    assert set(tally.roles) == {person.role for person in campaign.people}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"status": 418}, "status 418 is not described", id="undescribed-status"),
        pytest.param({"status": 500}, "answers 500", id="our-fault"),
        pytest.param({"body": b"{}"}, "status 200 breaks required at /", id="undescribed-body"),
        pytest.param({"body": b"{"}, "status 200 is no JSON", id="no-json"),
        pytest.param(
            {"headers": {"content-type": "text/html"}},
            "status 200 comes as text/html, which is not described",
            id="undescribed-content-type",
        ),
    ],
)
def test_a_planted_fault_is_found_and_shown(town, change, fault):
    honest = sent_by(town.caller)
    campaign = only(a_campaign(town, send=lambda request: replace(honest(request), **change)), HEALTH)
    tally = campaign.run(2)
    assert (HEALTH, fault) in tally.violations
    assert any(line.strip().startswith("curl") for line in failures(tally, "http://127.0.0.1:8080"))


def test_a_code_that_is_not_described_is_found(town):
    description = copy.deepcopy(described())
    missing = description["paths"]["/v1/counties/{county}"]["get"]["responses"]["404"]
    missing["content"]["application/problem+json"]["schema"]["properties"]["code"]["enum"] = ["another"]
    campaign = only(a_campaign(town, description=description), "GET /v1/counties/{county}")
    tally = campaign.run(20)
    assert [fault for _, fault in tally.violations] == ["status 404 breaks enum at /code (county-missing)"]


def test_an_operation_that_is_never_reached_is_named(town):
    def refusing(request):
        answer = sent_by(town.caller)(request)
        return replace(answer, status=401)

    campaign = only(a_campaign(town, send=refusing), "GET /v1/my/cases")
    tally = campaign.run(5)
    assert list(tally.unreached(campaign.operations, set())) == [
        "GET /v1/my/cases never succeeded: it answered 401 ×5"
    ]
    assert list(tally.unreached(campaign.operations, {"GET /v1/my/cases"})) == [
        "GET /v1/my/cases was never reached: it answered 401 ×5"
    ]
