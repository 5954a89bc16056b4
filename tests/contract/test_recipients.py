from dataclasses import replace

import boto3
import pytest

from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.adapters.dynamodb.recipients import DynamoRecipients
from chalicelib.adapters.memory.dispatch import MemoryRecipients
from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import CountyId, OrgId, PostId
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import Role
from tests.contract.test_accounts import ACCOUNT, dynamo_accounts

HELAN = CountyId("helan")
POST = Post(id=PostId("post-1"), org=OrgId("dept"), role=Role.HANDLER, title="承办人")


@pytest.fixture
def office(aws, registry):
    accounts = dynamo_accounts(aws)
    return accounts, DynamoRecipients(connect(aws), registry, accounts._keys)


def test_everybody_at_a_post_is_reached(office):
    accounts, recipients = office
    accounts.save(ACCOUNT)
    accounts.save(replace(ACCOUNT, id="helan.intake2", phone=Personal("+8613800138001")))
    assert sorted(phone.value for phone in recipients.phones_of(HELAN, POST)) == [
        "+8613800138000",
        "+8613800138001",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"posts": ("post-2",)}, id="has-left-the-post"),
        pytest.param({"is_active": False}, id="is-locked"),
        pytest.param({"phone": None}, id="has-no-phone"),
    ],
)
def test_the_account_itself_says_whether_it_is_still_to_be_told(office, changes):
    accounts, recipients = office
    accounts.save(ACCOUNT)
    accounts.save(replace(ACCOUNT, **changes))
    assert list(recipients.phones_of(HELAN, POST)) == []


def test_a_holder_without_an_account_and_a_post_without_a_holder_are_nobody(office, aws, registry):
    _, recipients = office
    boto3.client("dynamodb", aws).put_item(
        TableName=registry, Item={"pk": {"S": "POST#helan#post-1"}, "sk": {"S": "helan.gone"}}
    )
    assert list(recipients.phones_of(HELAN, POST)) == []
    assert list(recipients.phones_of(CountyId("elsewhere"), POST)) == []


def test_memory_looks_a_post_up():
    assert MemoryRecipients({POST.id: ["+86139"]}).phones_of(HELAN, POST) == [Personal("+86139")]
