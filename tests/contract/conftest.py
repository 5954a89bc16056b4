"""Stand-ins of AWS for adapters behind a port."""

import boto3
import pytest
from moto import mock_aws

from tests.support.stores import dynamo_stores, memory_stores

REGION = "us-east-1"


@pytest.fixture
def aws(monkeypatch):
    """Pretend to be AWS, with credentials that open nothing."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        yield REGION


@pytest.fixture
def registry(aws):
    """Make the table `registry`."""
    boto3.client("dynamodb", aws).create_table(
        TableName="registry",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
    )
    return "registry"


@pytest.fixture
def library_bucket(aws):
    """Make the bucket of the library."""
    boto3.client("s3", aws).create_bucket(Bucket="library")
    return "library"


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request):
    """Make the stores behind the ports of cases, people and messages."""
    return memory_stores() if request.param == "memory" else dynamo_stores(request.getfixturevalue("aws"))
