"""What every register of tenants promises."""

import pytest

from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.adapters.dynamodb.register import DynamoRegister
from chalicelib.adapters.memory.library import MemoryRegister
from tests.support.counties import a_county


@pytest.fixture(params=["memory", "dynamodb"])
def register(request):
    if request.param == "memory":
        return MemoryRegister()
    table = request.getfixturevalue("registry")
    return DynamoRegister(connect(request.getfixturevalue("aws")), table)


def test_a_deployment_begins_without_tenants(register):
    assert not register.counties()
    assert register.find("helan") is None


def test_a_tenant_is_found_as_it_was_put_in_force(register):
    register.put_in_force(a_county())
    assert register.find("helan") == a_county()
    assert register.find("helan2") is None


def test_tenants_are_listed_by_id(register):
    for name in ("yuhu", "helan", "longhu"):
        register.put_in_force(a_county(name))
    assert list(register.counties()) == [a_county("helan"), a_county("longhu"), a_county("yuhu")]


@pytest.mark.obligation("H-0.1")
def test_new_versions_replace_the_ones_in_force(register):
    register.put_in_force(a_county())
    register.put_in_force(a_county(rulebook="helan-2022@2"))
    assert register.find("helan").rulebook == "helan-2022@2"
    assert len(register.counties()) == 1
