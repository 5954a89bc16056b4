"""What stands red on the county's dashboard without stopping an import."""

import pytest

from chalicelib.domain.directory.cautions import cautions
from tests.support.small_county import CountyFile


def concerns(file):
    return {(caution.org, caution.concern.value) for caution in cautions(file.directory())}


@pytest.mark.obligation("H-4.1")
def test_a_unit_needs_exactly_one_leader_and_a_handler():
    second = {"id": "t-l2", "org": "t", "role": "unit_leader", "title": "责任领导二"}
    assert concerns(CountyFile().added("posts", second)) == {
        ("t", "several_leaders"),
        ("t2", "no_leader"),
        ("t2", "no_handler"),
        ("v2", "no_leader"),
        ("v2", "no_handler"),
    }


@pytest.mark.obligation("J-2.1")
def test_a_town_that_is_the_tenant_need_not_handle_itself():
    file = CountyFile().without("posts", "t-l", "t-h", "c-1", "c-2", "cl-1", "cl-2")
    file.document |= {"root": "t", "county_body": "t-jw"}
    for post, role in (("c", "county"), ("cl", "county_leader")):
        for number in ("1", "2"):
            file.added("posts", {"id": f"{post}-{number}", "org": "t-jw", "role": role, "title": "监督岗"})
    assert concerns(file) == set()


@pytest.mark.obligation("R-06")
def test_a_discipline_body_without_intake_is_told():
    assert ("pz", "no_intake") in concerns(CountyFile().without("posts", "pz-1"))


@pytest.mark.obligation("H-4.0")
def test_a_department_without_its_own_group_is_told():
    assert ("dept", "county_supervised") in concerns(CountyFile().org("dept", supervised_by=None))
    other = {"id": "dept2", "name": "教育局", "type": "department", "parent": "c", "supervised_by": "pz"}
    shared = concerns(CountyFile().added("orgs", other))
    assert {("dept", "shared_discipline_body"), ("dept2", "shared_discipline_body")} <= shared


def test_a_caution_says_in_words_whom_it_concerns():
    detail = cautions(CountyFile().without("posts", "pz-1").directory())[0].detail
    assert detail == "派驻组没有在岗的受理人员，投诉将转入县级受理。"


def test_retired_bodies_are_nobodys_concern():
    old = {"id": "old", "name": "旧村", "type": "village", "parent": "t", "active": False}
    assert not any(org == "old" for org, _ in concerns(CountyFile().added("orgs", old)))
