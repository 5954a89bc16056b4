from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.adapters.crypto.key_service import DataKey
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.adapters.dynamodb.accounts import AccountRow, DynamoAccounts
from chalicelib.adapters.dynamodb.connection import bound, connect
from chalicelib.adapters.memory.accounts import MemoryAccounts
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account, Standing

ACCOUNT = Account(
    id="helan.intake1",
    county="helan",
    password_hash="$argon2id$...",
    totp_secret=Personal("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
    posts=("post-1", "post-2"),
    phone=Personal("+8613800138000"),
)


NOW = datetime(2026, 11, 23, 2, 0, 0, 125000, tzinfo=UTC)


class PlainKeyService:
    """Wraps nothing: what is tested here is where values stand, not how they are wrapped."""

    def make(self, name):
        return DataKey(plain=b"k" * 32, wrapped=b"k" * 32)

    def unwrap(self, name, wrapped):
        return wrapped


class Shelf(dict):
    def find(self, name):
        return self.get(name)

    def add(self, name, wrapped):
        return self.setdefault(name, wrapped) is wrapped


def dynamo_accounts(region):
    keys = MonthlyKeys(
        "matter", service=PlainKeyService(), shelf=Shelf(), now=lambda: datetime(2026, 11, 23, tzinfo=UTC)
    )
    return DynamoAccounts(connect(region), "registry", keys)


@pytest.fixture(params=["memory", "dynamodb"])
def accounts(request):
    if request.param == "memory":
        return MemoryAccounts()
    request.getfixturevalue("registry")
    return dynamo_accounts(request.getfixturevalue("aws"))


@pytest.mark.parametrize(
    "account", [ACCOUNT, replace(ACCOUNT, phone=None, posts=(), is_active=False, must_change_password=True)]
)
def test_an_account_is_found_as_it_was_saved(accounts, account):
    accounts.save(account)
    assert accounts.find("helan.intake1") == account


def test_who_is_moved_holds_the_new_posts_and_who_is_locked_none(accounts):
    accounts.save(ACCOUNT)
    assert accounts.standing_of("helan.intake1") == Standing(posts=("post-1", "post-2"))
    accounts.save(replace(ACCOUNT, posts=("post-3",)))
    assert accounts.standing_of("helan.intake1") == Standing(posts=("post-3",))
    accounts.save(replace(ACCOUNT, is_active=False))
    assert accounts.standing_of("helan.intake1") is None
    assert accounts.standing_of("helan.nobody") is None


def test_another_password_changes_nothing_else_and_ends_what_began_before(accounts):
    kept = replace(ACCOUNT, must_change_password=True)
    accounts.save(kept)
    accounts.change_password("helan.intake1", "$argon2id$other", NOW)
    changes = {"password_hash": "$argon2id$other", "must_change_password": False, "sessions_from": NOW}
    assert accounts.find("helan.intake1") == replace(kept, **changes)
    assert accounts.standing_of("helan.intake1").sessions_from == NOW
    with pytest.raises(KeyError):
        accounts.change_password("helan.nobody", "$argon2id$other", NOW)
    assert accounts.find("helan.nobody") is None


def test_a_username_nobody_has_is_none(accounts):
    accounts.save(ACCOUNT)
    for username in ("helan.intake2", "yanchi.intake1", "helan", "", "helan#intake1", "a" * 64):
        assert accounts.find(username) is None


def test_an_account_is_changed_as_a_whole(accounts):
    accounts.save(ACCOUNT)
    accounts.save(replace(ACCOUNT, posts=(), phone=None))
    assert accounts.find("helan.intake1") == replace(ACCOUNT, posts=(), phone=None)


def test_neither_secret_nor_phone_stand_readable_in_the_table(aws, registry):
    dynamo_accounts(aws).save(ACCOUNT)
    row = bound(AccountRow, registry, connect(aws)).get("ACC#helan#intake1", "-")
    assert b"JBSW" not in row.totp_secret
    assert b"138" not in row.phone
