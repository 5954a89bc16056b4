"""The packaged application answers over HTTP, behind the roles it has in production."""

import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError
from botocore.session import Session

from tools.local.deployment import REGION

pytestmark = pytest.mark.stack


def status_of(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  Our own stack.
            return answer.status
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code


def test_health_answers(stack):
    assert status_of(f"{stack.api}/v1/health") == 200


def test_an_unknown_route_is_the_gateways_own_refusal(stack):
    assert status_of(f"{stack.api}/v1/nothing-here") == 403


def test_the_first_page_is_served_at_the_same_address(stack):
    assert status_of(stack.web) == 200


def test_the_functions_know_where_everything_is(stack):
    settings = stack.settings()
    assert settings["YIDIANTONG_STAGE"] == "local"
    assert settings["TABLE_CASES"] == "yidiantong-local-cases"
    assert settings["SECRET_CURSOR"].startswith("arn:")


def test_a_roles_policy_holds_on_the_local_stack(stack):
    """The API's role reads cases and may not scan them: what is tried out here is what production allows."""
    functions = stack.aws.client("lambda")
    role = functions.get_function_configuration(FunctionName=stack.outputs["APIHandlerName"])["Role"]
    key = stack.aws.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    store = Session().create_client(
        "dynamodb",
        endpoint_url=stack.aws.endpoint,
        region_name=REGION,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key["SessionToken"],
    )
    table = stack.settings()["TABLE_CASES"]
    assert "Item" not in store.get_item(TableName=table, Key={"pk": {"S": "none"}, "sk": {"S": "none"}})
    with pytest.raises(ClientError, match="AccessDenied"):
        store.scan(TableName=table)


def test_what_has_had_its_day_is_removed_from_the_gate(stack):
    told = stack.aws.client("dynamodb").describe_time_to_live(TableName=stack.settings()["TABLE_GATE"])
    assert told["TimeToLiveDescription"]["TimeToLiveStatus"] == "ENABLED"
