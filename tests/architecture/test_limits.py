"""`docs/limits.md` says what the code does, and every limit names a test that is there."""

import json
import re

import msgspec
import pytest

from chalicelib.adapters.dynamodb import connection, transactions
from chalicelib.api import desk, filing, idempotency, parsing
from chalicelib.api.fields import Cursor, PageLimit
from chalicelib.domain.directory import drafts
from chalicelib.domain.identity import limits
from chalicelib.domain.workflow import inputs, long_ended
from chalicelib.jobs import notices
from chalicelib.usecases import announce_upload, check_night, heal_notices, night_tally, recount_shard, sweep
from infra import gateway
from tools.package import ROOT

PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells[1:] for cells in re.findall(r"^\| (.+?) \| (.+?) \| .+? \| (.+?) \|$", PAGE, re.MULTILINE)
}


@pytest.mark.parametrize("row", sorted(set(ROWS) - {"what", "where"}))
def test_every_limit_names_a_test_that_is_there(row):
    named = re.findall(r"`(tests/[^`]+)`", ROWS[row][1])
    assert named
    assert all((ROOT / path).is_file() for path in named)


def schema_of(kind):
    return msgspec.json.schema(kind)


def most_characters(model, field):
    kind = msgspec.json.schema(model)["$defs"][model.__name__]["properties"][field]
    return next(part["maxLength"] for part in kind.get("anyOf", [kind]) if "maxLength" in part)


FUNCTIONS = json.loads((ROOT / ".chalice" / "config.json").read_text())

MEANT = {
    "body of a request": [f"{parsing.BODY_LIMIT // 1024} KiB"],
    "body of a filing": [f"{parsing.FILING_LIMIT // 1024} KiB"],
    "depth of a body": [f"{parsing.DEEPEST} levels"],
    "faults in one answer": [str(parsing.MOST_FAULTS)],
    "Idempotency-Key": [re.search(r"\{(.+)\}", idempotency._VISIBLE.pattern)[1].replace(",", " to ")],
    "title of a complaint": [f"{most_characters(filing.CaseWanted, 'title')} characters"],
    "content of a complaint, reply, answer, message": [f"{inputs.LONGEST_TEXT:,} characters"],
    "what was done, and what came of it": [
        f"{inputs.SHORTEST_ACCOUNT} to {inputs.LONGEST_TEXT:,} characters"
    ],
    "what a citizen demands": [f"{most_characters(filing.CaseWanted, 'demand'):,} characters"],
    "a reason, an opinion, a comment": [f"{inputs.LONGEST_REASON} characters"],
    "a citizen's name; whom the complaint is about": [
        str(most_characters(filing.CaseWanted, "name")),
        str(most_characters(filing.ComplainedOf, "person")),
    ],
    "files of one filing, one material, one act": [str(inputs.MOST_FILES)],
    "files that an edited complaint keeps": [str(inputs.MOST_FILES_OF_A_CASE)],
    "two heads in one write": [
        f"{transactions.TRIES} tries",
        f"{transactions.SHORTEST_PAUSE * 1000:.0f} to {transactions.LONGEST_PAUSE * 1000:.0f} ms",
    ],
    "units one leader is in charge of": [str(drafts.MOST_IN_CHARGE)],
    "page of a list": [f"at most {schema_of(PageLimit)['maximum']}"],
    "a cursor": [f"{schema_of(Cursor)['maxLength']:,} characters"],
    "lines of a finding in `/v1/health`": [str(night_tally.MOST_TOLD)],
    "files announced by one person": [f"{announce_upload.UPLOADS_OF_ONE_PERSON.most} an hour"],
    "a link to evidence": [f"{desk.LINK_LASTS.seconds // 60} minutes"],
    "requests, all callers together": [f"{gateway.REQUESTS_PER_SECOND} a second", f"of {gateway.BURST}"],
    "a case opened by the phone alone": [f"{long_ended.OPEN_BY_PHONE_DAYS} days"],
    "wrong query codes of one case": [
        f"{limits.QUERY_CODES_OF_ONE_CASE[0].most} an hour",
        f"{limits.QUERY_CODES_OF_ONE_CASE[1].most} a day",
    ],
    "lookups by number and code of one account": [f"{limits.LOOKUPS_OF_ONE_ACCOUNT.most} an hour"],
    "an answer of a store": ["1 s to connect, 3 s to answer, 3 tries"],
    "a request": [f"{FUNCTIONS['lambda_timeout']} s"],
    "a task of the sweep": [f"{sweep.LONGEST.seconds} s", f"{sweep.MOST_CASES:,} cases"],
    "a case that fails in the sweep": [f"{sweep.PUT_OFF_FOR.seconds // 60} minutes"],
    "a recount within a task of the sweep": [
        f"{recount_shard.LONGEST.seconds} s",
        f"{recount_shard.MOST_CASES:,} cases",
    ],
    "cases of one shard that a recount puts off": [str(recount_shard.MOST_PUT_OFF)],
    "a recount begins": [f"{recount_shard.FIRST_WAIT.seconds // 60} minutes"],
    "a pass that opens the office": [f"{notices.MOST_RELEASED:,} notices"],
    "a tick of the nightly check": [f"{check_night.LONGEST.seconds // 60} minutes"],
    "a notice without a mark": [
        f"{heal_notices.PATIENCE.seconds // 60} minutes",
        f"{heal_notices.OLDEST.days} days",
    ],
}


@pytest.mark.parametrize("row", sorted(MEANT))
def test_a_number_on_the_page_is_the_number_in_the_code(row):
    for number in MEANT[row]:
        assert number in ROWS[row][0]


def test_stores_are_waited_for_as_the_page_says():
    made = connection.connect("us-east-1")
    assert (made._connect_timeout_seconds, made._read_timeout_seconds) == (1, 3)
    assert made._retry_configuration == {"total_max_attempts": 3, "mode": "standard"}
