"""The bench tells what it measured, keeps it in its place, and fails when a promise is missed."""

import json
import re

import pytest
from botocore.session import Session
from moto import mock_aws

from infra.tables import Index
from tools.bench import cold_start, warm
from tools.bench.cold_start import ColdStart
from tools.bench.door import Door, event_of
from tools.bench.meter import Meter
from tools.bench.report import BEGIN, BUDGET, END, kept_in, promises, report
from tools.bench.wire import bare_clients, listening
from tools.package import ROOT

COLD = ColdStart(ours=500, stock=1000, our_size=13.0, stock_size=24.0)
AN_ACT = {"name": "file", "written": {"cases": 2, "wake": 1}, "read": 1.5, "head_bytes": 981}


def figures(**changes):
    swept = {"open_cases": 1000, "due": 100, "changed": 100, "rows": 100, "heads": 100, "read": 200.0}
    return {
        "warm": [{"name": "filing", "calls": ["GetItem gate"], "ours": 9.0, "bare": 6.0}],
        "life": [AN_ACT, AN_ACT],
        "extension": [AN_ACT],
        "late": [AN_ACT],
        "sweeps": [swept, {**swept, "open_cases": 20_000}],
        **changes,
    }


def missed(cold, measured):
    return [promise.what for promise in promises(cold, measured) if not promise.is_kept]


def test_kept_promises_are_kept():
    assert missed(COLD, figures()) == []


@pytest.mark.parametrize(
    ("cold", "changes", "what"),
    [
        pytest.param(ColdStart(560, 1000, 1, 1), {}, "cold start", id="slow-start"),
        pytest.param(
            COLD,
            {"warm": [{"name": "filing", "calls": [], "ours": 9.1, "bare": 3.0}]},
            "filing",
            id="heavy-filing",
        ),
        pytest.param(COLD, {"life": [AN_ACT] * 14}, "write units", id="dear-life"),
        pytest.param(
            COLD,
            {"sweeps": [{"rows": 100, "heads": 100}, {"rows": 100, "heads": 101}]},
            "items read by a sweep",
            id="sweep-that-reads-more-among-many",
        ),
    ],
)
def test_a_missed_promise_is_told(cold, changes, what):
    (told,) = missed(cold, figures(**changes))
    assert told.startswith(what)


def test_every_figure_is_told():
    told = report(COLD, figures())
    assert "**0.50**" in told
    assert "| filing | 9.0 | 6.0 | **1.50** | GetItem gate |" in told
    assert "| file | cases 2, wake 1 | 3 | 1.5 | 981 |" in told
    assert "| **life** |  | **6** | 3 |" in told
    assert "| 20,000 | 100 | 100 | 100 | 100 | 200 |" in told


def test_figures_take_the_place_of_those_before():
    document = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert kept_in(document, "new") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"


def test_the_document_promises_what_the_bench_demands():
    document = (ROOT / "docs" / "performance.md").read_text()
    promised = re.findall(r"^\| .* \| (\d[\d.]*)", document.partition(BEGIN)[0], flags=re.MULTILINE)
    demanded = [cold_start.MOST_RATIO, warm.MOST_RATIO, BUDGET, 1]
    assert [float(each) for each in promised] == demanded
    assert document.index(BEGIN) < document.index("**life**") < document.index(END)


def test_an_event_names_the_parts_of_its_path():
    event = event_of("GET", "/v1/my/cases/HL1?limit=5", route="/v1/my/cases/{case_no}")
    assert event["resource"] == "/v1/my/cases/{case_no}"
    assert event["pathParameters"] == {"case_no": "HL1"}
    assert event["queryStringParameters"] == {"limit": "5"}


class Echo:
    routes = ("/v1/cases", "/v1/my/cases/{case_no}")

    def __call__(self, event, context):
        return {"statusCode": 200, "body": json.dumps({"to": event["resource"]})}


def test_the_door_asks_the_application_itself_and_tells_its_cpu():
    door = Door(base="", app=Echo())
    assert door.must("GET", "/v1/my/cases/HL1") == {"to": "/v1/my/cases/{case_no}"}
    assert door.cpu_seconds > 0


@pytest.fixture
def store(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        client = Session().create_client("dynamodb")
        attributes = [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "desk_key")]
        client.create_table(
            TableName="cases",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=attributes,
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "desk",
                    "KeySchema": [{"AttributeName": "desk_key", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                }
            ],
            BillingMode="PAY_PER_REQUEST",
        )
        yield client


def an_item(key, desk):
    return {"TableName": "cases", "Item": {"pk": {"S": key}, "desk_key": {"S": desk}}}


def all_items(store):
    return sorted((item["pk"]["S"], item["desk_key"]["S"]) for item in store.scan(TableName="cases")["Items"])


def test_what_was_said_is_undone_and_said_again(store):
    store.put_item(**an_item("old", "here"))
    process = Session().create_client("dynamodb")
    with listening(store) as recording:
        process.put_item(**an_item("old", "there"))
        process.put_item(**an_item("new", "there"))
    assert list(map(str, recording.calls)) == ["PutItem cases", "PutItem cases"]
    recording.undo(store)
    assert all_items(store) == [("old", "here")]
    recording.replay(bare_clients({"dynamodb"}))
    assert all_items(store) == [("new", "there"), ("old", "there")]


def test_the_meter_counts_units_of_base_and_index_and_what_is_read(store):
    index = Index(name="desk", partition=("desk_key", "S"), order=("pk", "S"))
    process = Session().create_client("dynamodb")
    meter = Meter(process, {"cases": (index,)})
    process.put_item(**an_item("case", "here"))
    assert meter.reading().written == {"cases": 1, "desk": 1}
    process.put_item(**an_item("case", "there"))
    assert meter.reading().written == {"cases": 1, "desk": 2}
    process.get_item(TableName="cases", Key={"pk": {"S": "case"}})
    read = meter.reading()
    assert (read.read, dict(read.rows)) == (0.5, {"cases": 1})
