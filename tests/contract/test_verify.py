"""Whatever is done to what is stored, edited, taken out, put in or moved: checking the chains tells it."""

import json
import subprocess
import sys
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest

from chalicelib.adapters.dynamodb.audit_log import DynamoAuditLog
from chalicelib.adapters.dynamodb.case_rows import CHUNK
from chalicelib.ports.audit_log import Audited, AuditEvent
from tests.support.decisions import acting, filing
from tests.support.dynamo_tables import make_tables
from tests.support.stores import dynamo_stores
from tools.verify import chains as chains_file
from tools.verify.chains import check, link_hash
from tools.verify.stored import case_chains, writer_chains

NUMBER = "HL26112200000001"
ACTS = 60
"""More than the head's tail holds, so that some entries stand in chunks with their hashes."""
pytestmark = pytest.mark.obligation("K-5.3a", "X-3")


@pytest.fixture
def written(aws):
    stores = dynamo_stores(aws)
    make_tables(aws, "audit")
    stores.cases.prepare(NUMBER)
    case = stores.cases.create(filing(stores.cases, NUMBER), "person-1")
    for _ in range(ACTS):
        case = stores.cases.commit(acting(case))
    log = DynamoAuditLog(stores.connection, "audit", "w-1")
    for why in ("absent", "not_theirs", "code"):
        at = datetime(2026, 11, 22, 2, tzinfo=UTC)
        log.record(
            AuditEvent(what=Audited.CASE_REFUSED, at=at, actor="a-1", post="p-1", case_no=NUMBER, why=why)
        )
    return boto3.client("dynamodb", aws)


def found(client):
    """Read both tables and check every chain; give the counts and what is told."""
    tables = [client.scan(TableName=name, ConsistentRead=True)["Items"] for name in ("cases", "audit")]
    return check(json.dumps(chain) for chain in (*case_chains(tables[0]), *writer_chains(tables[1])))


def item(client, table, **wanted):
    """Give the first item with these values."""
    for each in client.scan(TableName=table)["Items"]:
        if all(each[name] == value for name, value in wanted.items()):
            return each
    raise LookupError(wanted)


def chunk_of(client):
    return next(each for each in client.scan(TableName="cases")["Items"] if each["sk"]["S"].startswith(CHUNK))


def test_what_is_as_it_was_written_is_whole(written):
    assert found(written) == (2, ACTS + 1 + 3, [])


def test_an_edited_event_is_told(written):
    event = item(written, "audit", sk={"N": "2"})
    written.put_item(TableName="audit", Item={**event, "actor": {"S": "somebody else"}})
    assert found(written)[2] == ["writer w-1，第 2 条：内容和当时写下的不一样"]


def test_a_deleted_event_is_told(written):
    written.delete_item(TableName="audit", Key={"pk": {"S": "w-1"}, "sk": {"N": "2"}})
    assert found(written)[2] == ["writer w-1，第 2 条：不见了"]


def test_two_events_that_changed_places_are_told(written):
    first, second = (item(written, "audit", sk={"N": number}) for number in "12")
    written.put_item(TableName="audit", Item={**second, "sk": first["sk"]})
    written.put_item(TableName="audit", Item={**first, "sk": second["sk"]})
    assert found(written)[2] == ["writer w-1，第 1 条：内容和当时写下的不一样"]


def test_an_event_that_was_put_in_is_told(written):
    event = item(written, "audit", sk={"N": "3"})
    written.put_item(TableName="audit", Item={**event, "sk": {"N": "4"}})
    assert found(written)[2] == ["writer w-1，第 4 条：内容和当时写下的不一样"]


def test_a_chunk_that_is_gone_is_told(written):
    chunk = chunk_of(written)
    written.delete_item(TableName="cases", Key={name: chunk[name] for name in ("pk", "sk")})
    _, _, told = found(written)
    assert told
    assert all(line.startswith(f"case {NUMBER}，第 ") and line.endswith("不见了") for line in told)


def chain_of(client):
    (chain,) = case_chains(client.scan(TableName="cases")["Items"])
    return json.loads(json.dumps(chain))


def change(link, **content):
    link["content"] |= content


CHANGES = {
    "one-word-in-a-chunk": (lambda links: change(links[4], actor="somebody else"), "第 5 条：内容和当时"),
    "one-word-in-the-tail": (lambda links: change(links[-2], actor="somebody else"), "对不上"),
    "the-last-entry-gone": (lambda links: links.pop(), f"共 {ACTS + 1} 条，只有 {ACTS} 条"),
    "one-entry-gone": (lambda links: links.pop(7), "第 8 条：不见了"),
    "one-entry-twice": (lambda links: links.insert(7, deepcopy(links[6])), "第 7 条：有两条"),
    "two-entries-swapped": (lambda links: links.insert(3, links.pop(9)), "次序"),
    "one-put-in-with-every-number-moved-on": (
        lambda links: (
            links.insert(3, {"seq": 4, "hash": "", "content": {"seq": 4, "actor": "somebody else"}})
            or [link.update(seq=at) for at, link in enumerate(links, 1)]
        ),
        "第 5 条：内容里的序号是 4",
    ),
    "nothing-left": (lambda links: links.clear(), "一条也没有"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_timeline_is_told(written, name):
    harm, expected = CHANGES[name]
    chain = chain_of(written)
    harm(chain["links"])
    _, _, told = check([json.dumps(chain)])
    assert any(expected in line for line in told), told


def test_who_computes_every_hash_anew_still_meets_the_one_in_the_head(written):
    chain = chain_of(written)
    change(chain["links"][4], actor="somebody else")
    previous = ""
    for link in chain["links"]:
        previous = link_hash(previous, link["content"])
        link["hash"] = previous
    _, _, told = check([json.dumps(chain)])
    assert told == [f"case {NUMBER}，第 {ACTS + 1} 条或者它前面：和办件上留的指纹对不上"]


def test_the_script_alone_checks_a_file_anywhere(written, tmp_path):
    script, kept = tmp_path / "chains.py", tmp_path / "chains.ndjson"
    script.write_bytes(Path(chains_file.__file__).read_bytes())
    whole = chain_of(written)
    spoilt = deepcopy(whole)
    change(spoilt["links"][0], actor="somebody else")
    for chain, code, word in ((whole, 0, "全部完好"), (spoilt, 1, "有 1 处不对")):
        kept.write_text(json.dumps(chain, ensure_ascii=False) + "\n", encoding="utf-8")
        command = [sys.executable, "-I", "-X", "utf8", script, kept]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603
        assert (ran.returncode, word in ran.stdout) == (code, True)
    assert subprocess.run([sys.executable, "-I", script], capture_output=True, check=False).returncode == 2  # noqa: S603
