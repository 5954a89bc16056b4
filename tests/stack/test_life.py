"""A stack that is stopped keeps its data; `make run` starts, tells, and stops on request."""

import json
import os
import signal
import subprocess
import sys

import pytest

from infra.stages import LOCAL
from tools.local.emulator import free_port
from tools.local.folder import Folder
from tools.local.stack import local_stack
from tools.package import ROOT, package

pytestmark = pytest.mark.stack

CASE = {"pk": {"S": "HL26112257152145"}, "sk": {"S": "H"}}


@pytest.fixture
def run(tmp_path):
    """Start `make run`'s program on a folder of its own, and wait until it says that it runs."""
    port, stack_port = str(free_port()), str(free_port())
    command = [sys.executable, "-m", "tools.local", "run", "--folder", str(tmp_path)]
    command += ["--port", port, "--stack-port", stack_port]
    started = []

    def start():
        process = subprocess.Popen(  # noqa: S603  Our own command.
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(process)
        said = []
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                return process
        pytest.fail("".join(said))

    yield start
    for process in started:
        process.terminate()
        process.wait(60)
        process.stdout.close()


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "term"])
def test_asked_to_end_it_stops_cleanly_and_keeps_its_data(run, tmp_path, request_to_end):
    process = run()
    told = json.loads((tmp_path / "stack.json").read_text())
    assert told.keys() >= {"api", "web", "accounts"}
    process.send_signal(request_to_end)
    assert process.wait(60) == 0
    assert "Your data is kept" in process.stdout.read()
    assert Folder(tmp_path).has_state()
    assert not Folder(tmp_path).was_killed()


def test_a_killed_emulator_is_told(run, tmp_path):
    process = run()
    (_, emulator) = (tmp_path / "lock").read_text().split()
    os.kill(int(emulator), signal.SIGKILL)
    assert process.wait(60) == 1
    assert "what was stored since its start is lost" in process.stdout.read()
    assert Folder(tmp_path).was_killed()


def test_data_survives_a_stop_and_a_start(tmp_path):
    packaged = package(LOCAL)
    folder, ports = Folder(tmp_path), {"front_port": free_port(), "aws_port": free_port()}
    with local_stack(folder, **ports, packaged=packaged) as stack:
        table = stack.settings()["TABLE_CASES"]
        stack.aws.client("dynamodb").put_item(TableName=table, Item={**CASE, "state": {"S": "intake"}})
    told = []
    with local_stack(folder, **ports, packaged=packaged, tell=told.append) as stack:
        item = stack.aws.client("dynamodb").get_item(TableName=table, Key=CASE)["Item"]
    assert item["state"] == {"S": "intake"}
    assert "Deploying …" not in told
