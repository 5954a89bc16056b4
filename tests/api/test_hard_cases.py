"""Hard cases over HTTP: raised by the third filing, listed, in one leader's charge; units urged."""

import json

import pytest

from chalicelib.usecases.file_case import LOOKED_BACK
from tests.api.test_cases_citizen import GOOD, do
from tests.api.test_cases_desk import lying
from tests.support.counties import HELAN_FILES, shelves_with
from tests.support.edge import faults_in
from tests.support.life import CIVIL_ITEM, COUNTY_BODY, FARMING
from tests.support.rulebooks import SUPERVISED, changed

OTHER = {"type": "other"}
OTHER_PHONE = "+8613900000002"


@pytest.fixture(scope="module")
def shelves():
    rulebook = changed(json.loads(HELAN_FILES["rulebook.json"]), SUPERVISED)
    return shelves_with({**HELAN_FILES, "rulebook.json": json.dumps(rulebook).encode()})


@pytest.fixture(autouse=True)
def supervised(office, shelves):
    office.shelves = shelves


def flags_of(town, case_no):
    return town.show(case_no, town.body_of(case_no))["flags"]


@pytest.mark.obligation("K-3.1b", "K-1.1")
def test_the_third_filing_of_one_matter_by_one_person_is_raised_and_lies_in_a_box_of_its_own(town):
    first, second = town.file(), town.file()
    town.file(town.citizen(OTHER_PHONE))
    town.file(source={"type": "checklist", "ref": CIVIL_ITEM.id}, title="低保没批")
    key = town.key()
    third = town.file(key=key)
    assert town.file(key=key) == third
    assert [flags_of(town, each) for each in (first, second, third)] == [[], [], ["hard"]]
    assert lying(town, town.body_of(third), "hard") == [third]
    assert town.services.cases.get(third).counts.times_brought == 3


@pytest.mark.obligation("K-3.1b")
def test_in_their_own_words_it_is_one_matter_under_one_title(town):
    numbers = [
        town.file(source=OTHER, title=title) for title in ("路灯坏了", "路灯坏了 ", "水管坏了", "路灯坏了")
    ]
    assert [flags_of(town, each) for each in numbers] == [[], [], [], ["hard"]]


@pytest.mark.obligation("K-3.1b")
def test_a_body_puts_a_leader_in_charge_who_finds_it_on_their_desk(town):
    case_no = town.file()
    town.assigned(case_no)
    body, leader = town.body_of(case_no), town.post(COUNTY_BODY, "county_leader")
    refused = town.try_to(case_no, body, "put_in_charge", in_charge="nobody-1", reason="多年没有解决")
    assert set(faults_in(refused)) == {"/in_charge"}
    shown = town.act(case_no, body, "put_in_charge", in_charge=leader, reason="多年没有解决")
    assert (shown["flags"], shown["in_charge_post"]) == (["hard"], leader)
    assert lying(town, leader, "hard") == lying(town, body, "hard") == [case_no]
    inputs = {"reason": "久拖不决", "requirement": "当面说清", "until": "2026-12-04"}
    assert town.act(case_no, leader, "supervise", **inputs)["duties"][0]["kind"] == "supervision"


@pytest.mark.obligation("K-3.1b")
def test_only_the_newest_twenty_filings_are_looked_through(town):
    town.file(source=OTHER, title="路灯坏了")
    for number in range(LOOKED_BACK - 1):
        town.file(source=OTHER, title=f"第{number}件别的事")
    town.file(source=OTHER, title="路灯坏了")
    last = town.file(source=OTHER, title="路灯坏了")
    assert town.services.cases.get(last).counts.times_brought == 2


@pytest.mark.obligation("K-3.5")
def test_a_unit_is_urged_after_the_close_and_reads_what_it_was_told(town):
    case_no = town.file()
    town.replied(case_no)
    do(town, case_no, "evaluation", {"aspects": GOOD})
    body, leader = town.body_of(case_no), town.post(FARMING, "unit_leader")
    said = {"form": "口头", "unit": FARMING, "done_on": "2026-11-23", "text": "请把台账补齐。"}
    noted = {name: value for name, value in said.items() if name != "form"}
    assert town.show(case_no, body)["state"] == "closed"
    town.act(case_no, body, "urge", **said)
    town.act(case_no, body, "record_accountability", failing="慢作为", **noted)
    answer = town.caller.get(f"/v1/desk/cases/{case_no}/timeline", token=town.official(leader))
    urged, noted = answer.json_body["items"][-2:]
    assert (urged["label"], urged["texts"]["text"], urged["data"]["form"]) == (
        "督促整改",
        "请把台账补齐。",
        "口头",
    )
    assert (noted["label"], noted["data"]["failing"]) == ("登记问责", "慢作为")
