"""Each function may do what it must, named action by action and thing by thing."""

import json

import pytest

from infra.functions import FUNCTIONS
from tools.package import ROOT

CHALICE = ROOT / ".chalice"
POLICIES = {path.stem.removeprefix("policy-"): path for path in CHALICE.glob("policy-*.json")}
PURGING = ["FindEveryVersionOfWhatIsPurged", "PurgeWhatIsNotKept"]
CONFIG = json.loads((CHALICE / "config.json").read_text())
NAMES = {function.name for function in FUNCTIONS}

# AWS gives these actions no resource to name.
WITHOUT_RESOURCE = {
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "dynamodb:ListStreams",
    "sns:CheckIfPhoneNumberIsOptedOut",
}
# A phone number is no resource either: publishing to topics is denied beside it.
ONLY_TO_PHONES = "sns:Publish"


def statements(name):
    return json.loads(POLICIES[name].read_text())["Statement"]


def text_of(resource):
    return resource if isinstance(resource, str) else json.dumps(resource)


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_no_action_has_a_wildcard(name):
    for statement in statements(name):
        for action in statement["Action"]:
            assert "*" not in action, statement["Sid"]


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_resources_have_wildcards_only_where_aws_gives_no_choice(name):
    for statement in statements(name):
        if statement["Effect"] == "Deny":
            continue
        for resource in map(text_of, statement["Resource"]):
            if resource == "*":
                assert set(statement["Action"]) <= WITHOUT_RESOURCE | {ONLY_TO_PHONES}, statement["Sid"]
            elif "*" in resource:
                # The objects of one bucket.
                assert resource.endswith('Bucket.Arn}/*"}'), statement["Sid"]
                assert all(action.startswith("s3:") for action in statement["Action"]), statement["Sid"]


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_who_sends_to_phones_may_publish_to_no_topic(name):
    allowed = [statement for statement in statements(name) if ONLY_TO_PHONES in statement["Action"]]
    assert {statement["Effect"] for statement in allowed} in (set(), {"Allow", "Deny"})


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_every_statement_says_what_it_is_for(name):
    sids = [statement["Sid"] for statement in statements(name)]
    assert len(sids) == len(set(sids))
    assert all(sid.isalnum() for sid in sids)


def test_every_function_has_a_policy_of_its_own():
    files = {name: entry["iam_policy_file"] for name, entry in CONFIG["lambda_functions"].items()}
    assert files == {name: f"policy-{name}.json" for name in NAMES}
    assert POLICIES.keys() == NAMES | {"local-api_handler"}


def test_the_local_api_may_only_sweep_and_release_beyond_what_production_may():
    common = statements("api_handler")
    assert statements("local-api_handler")[: len(common)] == common
    beyond = statements("local-api_handler")[len(common) :]
    assert [statement["Sid"] for statement in beyond] == [
        "SweepOnDemandForDevelopment",
        "ReleaseOnDemandForDevelopment",
        *PURGING,
    ]


@pytest.mark.obligation("K-5.3a", "S-20")
def test_only_the_sweep_may_delete_evidence():
    deleting = {
        name
        for name in POLICIES
        for statement in statements(name)
        if {"s3:DeleteObject", "s3:DeleteObjectVersion"} & set(statement["Action"])
        and "EvidenceBucket" in json.dumps(statement["Resource"])
    }
    assert deleting == {"sweep_shard", "local-api_handler"}
    assert [statement["Sid"] for statement in statements("sweep_shard")][-2:] == PURGING


@pytest.mark.parametrize("name", sorted(NAMES - {"api_handler", "sender"}))
def test_nobody_else_reads_who_filed(name):
    assert "PeopleTable" not in POLICIES[name].read_text()


def test_the_sender_cannot_open_texts():
    """It may fetch wrapping keys, but no case's own key (storage §12)."""
    on_keys = [s for s in statements("sender") if {"Fn::GetAtt": ["KeysTable", "Arn"]} in s["Resource"]]
    assert [s["Condition"] for s in on_keys] == [
        {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["KEK#*"]}}
    ]


def test_every_policy_names_things_that_exist(local):
    made = local["Resources"].keys()
    for name, path in POLICIES.items():
        for statement in json.loads(path.read_text())["Statement"]:
            for resource in statement["Resource"]:
                for logical_id in _named_by(resource):
                    # The log of a function that is still to be written.
                    assert logical_id in made or logical_id.endswith("Logs"), f"{name}: {logical_id}"


def _named_by(resource):
    if not isinstance(resource, dict):
        return []
    if "Ref" in resource:
        return [resource["Ref"]]
    if "Fn::GetAtt" in resource:
        return [resource["Fn::GetAtt"][0]]
    named = resource["Fn::Sub"].split("${")[1].split("}")[0]
    return [] if named.startswith("AWS::") else [named.split(".")[0]]
