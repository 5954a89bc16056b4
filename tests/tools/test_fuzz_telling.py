"""What `make fuzz` shows of a failure can be pasted into a shell and sends the same bytes."""

import shlex
import subprocess
from collections import Counter

import pytest

from tools.fuzz.tally import Tally
from tools.fuzz.telling import closing, table
from tools.fuzz.wire import Request


@pytest.mark.parametrize("body", [b'{"title": "it\'s"}', b"\x00\xff", b"@file", b"a\nb", b"100%"])
def test_a_command_sends_the_very_bytes(body, tmp_path):
    curl = tmp_path / "curl"
    curl.write_text('#!/bin/sh\nfor last; do :; done\n[ "$last" = @- ] && exec cat\nprintf %s "$last"\n')
    curl.chmod(0o755)
    command = Request("POST", "/v1/cases", {}, body).as_curl("http://here")
    shell = ["sh", "-c", f"PATH={tmp_path}:$PATH; {command}"]
    assert subprocess.run(shell, capture_output=True, check=True).stdout == body  # noqa: S603 - our own words


def test_a_header_without_a_value_is_sent_all_the_same():
    command = shlex.split(Request("GET", "/v1/x", {"Acting-Post": "", "A": "b"}).as_curl("http://here"))
    assert command[-5:] == ["http://here/v1/x", "-H", "Acting-Post;", "-H", "A: b"]


def test_the_table_counts_each_status_of_each_operation():
    tally = Tally()
    tally.statuses["GET /v1/x"] = Counter({200: 3, 404: 1})
    tally.roles["nobody"] = 4
    head, line = table(tally)
    assert head.split() == ["200", "404", "all"]
    assert line.split() == ["GET", "/v1/x", "3", "1", "4"]
    assert closing(tally, [], 1.0) == "4 requests, 1 operations, 1 callers, 0 violations of 0 kinds, 1 s"
