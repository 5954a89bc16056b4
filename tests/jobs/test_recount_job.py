"""From the notice that an operator takes in to the message on the citizen's phone (A-47)."""

from dataclasses import replace

import pytest
from chalice.test import Client

from app import app
from chalicelib.domain.errors import UnavailableError
from chalicelib.runtime.wiring import use
from chalicelib.usecases import recount_shard
from chalicelib.usecases.late_jobs import SWEEP
from chalicelib.usecases.recount_shard import progress
from chalicelib.usecases.sweep_log import PUT_OFF
from tests.jobs.test_clock_jobs import sweep_all, tick
from tests.support.edge import Caller
from tests.support.notices_out import CalendarOffice
from tests.support.office import Town
from tests.usecases.test_sweep import Store


@pytest.fixture
def services():
    with use(CalendarOffice()) as office:
        yield office


@pytest.fixture
def lambdas(services):
    return Client(app)


@pytest.fixture
def town(services):
    return Town(services, Caller(app))


def rounds(services, lambdas, number=2):
    for _ in range(number):
        services.clock.pass_by(minutes=5)
        sweep_all(services, lambdas)


@pytest.mark.obligation("A-47")
def test_the_citizen_reads_the_new_day_and_the_notice_that_moved_it(services, lambdas, town):
    case_no = town.file()
    town.assigned(case_no)
    services.import_notice()
    rounds(services, lambdas)
    shown = town.caller.get(f"/v1/my/cases/{case_no}", token=town.citizen()).json_body
    assert shown["due"]["on"] == "2026-12-09"
    assert "11月26日至27日临时放假" in shown["due"]["explanation"]
    (message,) = shown["messages"]
    assert message["action"] == "到期日确定"
    assert message["text"] == (
        "根据放假通知“国办发明电〔2026〕9号”，期限从2026年12月7日顺延到2026年12月9日。"
    )
    desk = f"/v1/desk/cases/{case_no}/timeline"
    entry = town.caller.get(desk, token=town.official(town.body_of(case_no))).json_body["items"][-1]
    assert (entry["action"], entry["data"]["was"], entry["data"]["due_on"], entry["data"]["notice"]) == (
        "firm_due",
        "2026-12-07",
        "2026-12-09",
        "国办发明电〔2026〕9号",
    )


def test_a_task_that_has_more_to_recount_queues_itself_again(services, lambdas, town, monkeypatch):
    for _ in range(40):
        town.file()
    services.import_notice()
    rounds(services, lambdas, 1)
    monkeypatch.setattr(recount_shard, "MOST_CASES", 1)
    services.clock.pass_by(minutes=5)
    assert sweep_all(services, lambdas) > 16
    assert progress(services.dispatch.job_log, services.shelves.counties()).finished == 16


def test_the_log_says_when_a_shard_is_finished(services, lambdas, caplog):
    rounds(services, lambdas)
    finished = [line.shard for line in caplog.records if line.getMessage() == "recounted to the end"]
    assert finished == list(range(16))


def test_a_case_that_cannot_be_recounted_is_shown_by_health(services, lambdas, town):
    case_no = town.file()
    services.import_notice()
    rounds(services, lambdas, 1)

    def fail(_):
        raise UnavailableError("请稍后再试。")

    services.recount_shard = replace(services.recount_shard, cases=Store(services.cases, get=fail))
    rounds(services, lambdas, 1)
    tick(lambdas, "sweep_start")
    run = services.dispatch.job_log.last_runs([SWEEP])[SWEEP]
    assert run.findings[PUT_OFF] == [f"{case_no} UnavailableError"]
