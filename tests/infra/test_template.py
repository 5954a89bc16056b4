"""What storage.md and design §8 ask of the stores, queues and the door, in every stage."""

import json

import pytest

from infra.functions import FUNCTIONS, UnlistedFunctionError, complete_functions
from infra.queues import FUNCTION_SECONDS, PATIENCE
from infra.stages import LOCAL
from infra.template import NameTakenError, _add
from tests.infra.test_policies import CONFIG

STORES = (
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
    "AWS::KMS::Key",
    "AWS::SQS::Queue",
    "AWS::SecretsManager::Secret",
)


def of_type(resources, kind):
    return {name: resource["Properties"] for name, resource in resources.items() if resource["Type"] == kind}


def test_no_generated_secret_can_be_taken_for_the_keys_of_a_rotation(resources):
    for name, secret in of_type(resources, "AWS::SecretsManager::Secret").items():
        assert "{" in secret["GenerateSecretString"]["ExcludeCharacters"], name


def test_no_store_is_ever_deleted_with_the_stack(resources):
    for name, resource in resources.items():
        if resource["Type"] in STORES:
            assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain", name


def test_no_table_can_be_deleted_by_mistake(resources):
    for name, table in of_type(resources, "AWS::DynamoDB::Table").items():
        assert table["DeletionProtectionEnabled"] is True, name


@pytest.mark.parametrize(
    ("table", "days"),
    [
        ("CasesTable", 35),
        ("PeopleTable", 7),
        ("KeysTable", 7),
        ("MessagesTable", 35),
        ("GateTable", None),
        ("RegistryTable", 35),
        ("AuditTable", 35),
    ],
)
def test_tables_can_be_taken_back_as_long_as_storage_says(resources, table, days):
    recovery = resources[table]["Properties"].get("PointInTimeRecoverySpecification", {})
    assert recovery.get("RecoveryPeriodInDays") == days


@pytest.mark.parametrize(
    ("table", "key"),
    [("CasesTable", "MatterKey"), ("PeopleTable", "PeopleKey"), ("AuditTable", "AuditKey")],
)
def test_each_domain_has_its_own_key(resources, table, key):
    assert resources[table]["Properties"]["SSESpecification"]["KMSMasterKeyId"] == {
        "Fn::GetAtt": [key, "Arn"]
    }


def test_the_indexes_carry_what_a_list_shows_and_no_more(resources):
    indexes = resources["CasesTable"]["Properties"]["GlobalSecondaryIndexes"]
    assert {index["IndexName"]: index["Projection"] for index in indexes} == {
        "wake": {"ProjectionType": "KEYS_ONLY"},
        "desk": {
            "ProjectionType": "INCLUDE",
            "NonKeyAttributes": ["title", "kind", "place", "flags", "recused"],
        },
    }


def test_every_bucket_is_closed_to_the_public_and_encrypted_by_our_key(resources):
    for name, bucket in of_type(resources, "AWS::S3::Bucket").items():
        assert all(bucket["PublicAccessBlockConfiguration"].values()), name
        rules = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rules[0]["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms", name


def test_every_queue_that_is_worked_has_dead_letters_of_its_kind(resources):
    queues = of_type(resources, "AWS::SQS::Queue")
    for name in ("SweepQueue", "NoticesQueue", "UploadsQueue"):
        letters = queues[name]["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        assert queues[letters].get("FifoQueue") == queues[name].get("FifoQueue"), name


def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_run():
    configured = {name: CONFIG["lambda_functions"][name]["lambda_timeout"] for name in FUNCTION_SECONDS}
    assert configured == FUNCTION_SECONDS
    assert PATIENCE == 6


def test_every_function_reads_the_same_settings_and_no_secret(template):
    functions = of_type(template["Resources"], "AWS::Serverless::Function")
    environments = [function["Environment"]["Variables"] for function in functions.values()]
    assert all(environment == environments[0] for environment in environments)
    secrets = {name: value for name, value in environments[0].items() if name.startswith("SECRET_")}
    assert all(value.keys() == {"Fn::GetAtt"} for value in secrets.values())


def test_a_function_unknown_to_the_infrastructure_is_refused():
    foreign = {"Resources": {"Foreign": {"Type": "AWS::Serverless::Function", "Properties": {}}}}
    with pytest.raises(UnlistedFunctionError, match="Foreign"):
        complete_functions(foreign, LOCAL, "a-build")


def test_two_makers_cannot_use_one_name():
    with pytest.raises(NameTakenError, match="CasesTable"):
        _add({"CasesTable": {}}, {"CasesTable": {}})


def test_what_the_gateway_refuses_itself_is_a_problem_too(resources):
    for kind, response in resources["RestAPI"]["Properties"]["GatewayResponses"].items():
        ((content_type, body),) = response["ResponseTemplates"].items()
        problem = json.loads(body)
        assert content_type == "application/problem+json"
        assert problem["type"] == f"/problems/{problem['code']}", kind
        assert problem.get("status") == response.get("StatusCode"), kind


def test_the_access_log_names_no_case(production):
    log = production["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Format"]
    assert "$context.path" not in log
    assert "$context.resourcePath" in log


def test_every_function_writes_to_a_log_that_ends_some_day(resources):
    for function in FUNCTIONS:
        if function.logical_id in resources:
            assert resources[function.logs]["Properties"]["RetentionInDays"] > 0
