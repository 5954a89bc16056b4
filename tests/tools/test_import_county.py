"""`make import`: a clerk reads what to mend, or what is now in force."""

import json
import shutil

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.shipped_files.counties import demonstration
from tools.import_county import main

REGION = "us-east-1"
STAGE = ["--stage", "production"]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(demonstration("helan"), tmp_path / "county")


@pytest.fixture
def stage(monkeypatch):
    """Give a production stage whose stores are made, and nothing else."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="yidiantong-production-library-123456789012")
        boto3.client("dynamodb").create_table(
            TableName="yidiantong-production-registry",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
        )
        yield


def spoil(folder, file, **changes):
    path = folder / file
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def test_what_is_now_in_force_is_told_and_a_second_time_that_nothing_changed(stage, folder, capsys):
    assert main([str(folder), *STAGE]) == 0
    told = capsys.readouterr().out
    assert "贺兰县已启用" in told
    assert "规则 helan-2022@1" in told
    assert "值得补齐" in told
    assert main([str(folder), *STAGE]) == 0
    assert "没有变化" in capsys.readouterr().out


@pytest.mark.obligation("H-4.0")
def test_every_fault_of_every_file_is_told_with_its_place(stage, folder, capsys):
    spoil(folder, "county.json", code="1")
    spoil(folder, "directory.json", name="", colour="红")
    assert main([str(folder), *STAGE]) == 1
    told = capsys.readouterr().err
    assert "有 3 处要改，什么都没有写入" in told
    assert "county.json /code：代码是 2 至 4 个大写字母。" in told
    assert "directory.json /name：" in told
    assert "directory.json /colour：" in told


def test_a_change_without_a_new_version_is_refused(stage, folder, capsys):
    main([str(folder), *STAGE])
    spoil(folder, "checklist.json", effective_on="2026-02-01")
    assert main([str(folder), *STAGE]) == 1
    assert "checklist.json /version：helan@" in capsys.readouterr().err


def test_a_check_needs_no_stage(folder, capsys):
    assert main([str(folder), "--check"]) == 0
    assert "贺兰县：没有问题" in capsys.readouterr().out


def test_no_folder_is_no_traceback(tmp_path, capsys):
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "没有这个文件夹" in capsys.readouterr().err


def test_a_local_stack_that_does_not_run_is_told(monkeypatch, folder, capsys):
    for name in ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert main([str(folder), "--stack-port", "1"]) == 2
    assert "请先 make run" in capsys.readouterr().err
