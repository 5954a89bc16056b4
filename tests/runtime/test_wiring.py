from dataclasses import replace

import pytest

from chalicelib.runtime.clock import OffsetClock, SystemClock
from chalicelib.runtime.settings import SettingsMissingError
from chalicelib.runtime.wiring import Services, services, use
from tests.support.edge import MemoryServices


def wired(stage, **changes):
    """Give production's own wiring; nothing is asked of AWS until somebody uses it."""
    made = Services()
    made.settings = replace(
        MemoryServices().settings, yidiantong_stage=stage, aws_region="cn-north-1", **changes
    )
    return made


def test_other_services_answer_only_for_a_while():
    with use(MemoryServices()) as memory:
        assert services() is memory
        with use(MemoryServices()) as inner:
            assert services() is inner
        assert services() is memory


def test_a_process_without_its_environment_says_what_is_missing(monkeypatch):
    monkeypatch.delenv("TABLE_GATE", raising=False)
    with pytest.raises(SettingsMissingError, match="TABLE_GATE"):
        _ = Services().settings


@pytest.mark.parametrize(("stage", "clock"), [("local", OffsetClock), ("production", SystemClock)])
def test_only_the_local_clock_can_be_moved(stage, clock):
    assert type(wired(stage).clock) is clock


def test_every_port_has_its_adapter():
    made = wired("production", codes_per_address="7")
    made.edge_secret = b"s" * 32
    for name in ("clock_offset", "ids", "gate", "accounts", "credentials", "messenger", "people", "shelves"):
        assert getattr(made, name)
    assert made.request_phone_code.per_address.most == 7
    assert made.open_citizen_session
    assert made.open_staff_session
    assert made.numbering.read("13800138000")


def test_each_purpose_has_a_key_of_its_own():
    made = MemoryServices()
    assert made.key_for("cursor") != made.key_for("gate")
    assert len(made.key_for("cursor")) == 32


def test_no_adapter_is_built_twice():
    made = wired("production")
    assert made.gate is made.gate


def test_every_service_of_aws_has_one_client_however_many_ask():
    made = wired("production")
    assert made.dispatch.entry_archive
    assert made.dispatch.files
    assert made.shelves
    assert made._clients.keys() == {"s3"}
    assert made.client_of("s3") is made.client_of("s3")
