"""`make calendar`: an operator reads what a notice changes, and later how far the cases are."""

import json

import boto3
import pytest

from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.adapters.dynamodb.job_log import DynamoJobLog
from chalicelib.adapters.shipped_files.counties import demonstration
from chalicelib.ports.job_log import JobRun
from tests.support.calendars import a_notice, days
from tests.support.edge import MORNING
from tests.support.notices_out import LONGER_NOVEMBER
from tests.tools import test_import_county
from tools import import_county
from tools.import_notice import main

STAGE = ["--stage", "production"]
stage = test_import_county.stage
GATE = "yidiantong-production-gate"


@pytest.fixture
def county(stage, capsys):
    """A stage into which Helan was imported."""
    boto3.client("dynamodb").create_table(
        TableName=GATE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    import_county.main([str(demonstration("helan")), *STAGE])
    capsys.readouterr()


@pytest.fixture
def file(tmp_path):
    def write(notice):
        path = tmp_path / "notice.json"
        path.write_text(json.dumps(notice, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.obligation("A-47")
def test_what_changes_is_told_day_by_day_and_put_in_force(county, file, capsys):
    notice = file(LONGER_NOVEMBER)
    assert main([notice, *STAGE, "--check"]) == 0
    checked = capsys.readouterr().out
    assert "贺兰县：CN-2026.1+CN-NX-2022.1 → CN-2026.2+CN-NX-2022.1" in checked
    assert "  2026年11月26日至27日：改为休息，临时放假" in checked
    assert "什么都没有写入" in checked
    assert main([notice, *STAGE]) == 0
    assert "已启用" in capsys.readouterr().out


def test_a_second_time_it_says_how_far_the_cases_are(county, file, capsys):
    notice = file(LONGER_NOVEMBER)
    main([notice, *STAGE])
    log = DynamoJobLog(connect("us-east-1"), GATE)
    findings = {"calendars": ["helan CN-2026.2+CN-NX-2022.1"], "left_at": []}
    for shard, put_off in (("W00", []), ("W01", ["HL26112300000001 ValueError"])):
        figures = {"looked_at": 9, "moved": 2}
        log.ran(_a_run(f"recount#{shard}", findings | {"put_off": put_off}, figures))
    log.ran(_a_run("recount#W02", findings | {"calendars": ["helan CN-1"], "put_off": []}, {"moved": 7}))
    capsys.readouterr()
    assert main([notice, *STAGE]) == 0
    told = capsys.readouterr().out
    assert "已经收录，没有变化" in told
    assert "分 16 份重算，已完成 1 份" in told
    assert "看过 18 件，其中 4 件" in told
    assert "下一轮再试：HL26112300000001 ValueError" in told


def _a_run(job, findings, figures):
    return JobRun(job=job, ran_at=MORNING, findings=findings, figures=figures)


@pytest.mark.obligation("A-47")
def test_every_fault_is_told_with_its_place(county, file, capsys):
    notice = file(a_notice(2028, source="", days_off=days("", "2028-01-01")))
    assert main([notice, *STAGE]) == 1
    told = capsys.readouterr().err
    assert "有 3 处要改，什么都没有写入" in told
    assert "/year：2026年之后应当是2027年" in told


def test_another_calendar_is_named(county, file, capsys):
    assert main([file(a_notice()), "--name", "CN-GX", *STAGE]) == 1
    assert "整个文件：没有哪个县在用日历 CN-GX" in capsys.readouterr().err


def test_no_file_is_no_traceback(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere.json")]) == 2
    assert "没有这个文件" in capsys.readouterr().err


def test_a_local_stack_that_does_not_run_is_told(monkeypatch, file, capsys):
    for name in ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert main([file(a_notice()), "--stack-port", "1"]) == 2
    assert "请先 make run" in capsys.readouterr().err
