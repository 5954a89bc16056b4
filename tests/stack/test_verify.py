"""The chains of the deployed stack are whole, and what is done to the stored rows behind its back is told."""

import json
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from infra.stages import LOCAL
from tools.client import Citizen
from tools.demo.play import invented_phone
from tools.package import ROOT

pytestmark = [pytest.mark.stack, pytest.mark.obligation("K-5.3a", "X-3")]


def verified(stack, *options):
    port = str(urlsplit(stack.aws.endpoint).port)
    command = [sys.executable, "-X", "utf8", "-m", "tools.verify", "--stack-port", port, *options]
    return subprocess.run(  # noqa: S603 - our own tool
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_what_is_stored_is_whole_and_a_changed_row_is_told(stack, api, tmp_path):
    filed = (
        Citizen(api, invented_phone())
        .sign_in()
        .file(
            county="helan",
            kind="咨询",
            place="640122101",
            title="公示栏在哪里",
            content="村里的公示栏搬到哪里去了？",
        )
    )
    kept = tmp_path / "chains.ndjson"
    ran = verified(stack, "--out", str(kept))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "全部完好" in ran.stdout
    chains = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert f"case {filed['case_no']}" in {chain["chain"] for chain in chains}
    writers = [chain for chain in chains if chain["chain"].startswith("writer ")]
    assert writers

    store, table = stack.aws.client("dynamodb"), LOCAL.named("audit")
    key = {"pk": {"S": writers[0]["chain"].removeprefix("writer ")}, "sk": {"N": "1"}}
    event = store.get_item(TableName=table, Key=key)["Item"]
    store.put_item(TableName=table, Item={**event, "actor": {"S": "somebody else"}})
    try:
        told = verified(stack)
        assert told.returncode == 1
        assert f"{writers[0]['chain']}，第 1 条：内容和当时写下的不一样" in told.stdout
    finally:
        store.put_item(TableName=table, Item=event)
