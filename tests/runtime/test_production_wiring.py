"""The door behind production's own wiring, AWS played by moto: what fakes agree on is met for real once."""

import re
from dataclasses import fields, replace

import boto3
import pyotp
import pytest
from moto import mock_aws
from moto.sns.models import sns_backends

from app import app
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account
from chalicelib.runtime.settings import Settings
from chalicelib.runtime.wiring import Services, use
from tests.support.dynamo_tables import make_tables
from tests.support.edge import Caller, HeldClock, OneCounty, told

REGION, PHONE = "us-east-1", "13800138000"


@pytest.fixture
def services(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        make_tables(REGION, "gate", "people", "keys", "registry", "audit")
        secrets, kms = boto3.client("secretsmanager", REGION), boto3.client("kms", REGION)
        settings = Settings(**{each.name: each.name.removeprefix("table_") for each in fields(Settings)})
        made = Services()
        made.settings = replace(
            settings,
            aws_region=REGION,
            codes_per_address="100",
            kms_key_matter=kms.create_key()["KeyMetadata"]["Arn"],
            kms_key_people=kms.create_key()["KeyMetadata"]["Arn"],
            **{
                name: secrets.create_secret(Name=name, SecretString=name * 5)["ARN"]
                for name in ("secret_phone_hmac", "secret_query_code", "secret_cursor")
            },
        )
        made.shelves = OneCounty()
        made.clock = HeldClock()
        with use(made):
            yield made


def test_a_citizen_comes_in_and_goes(services):
    api = Caller(app)
    assert api.post("/v1/phone-codes", {"phone": PHONE}).status_code == 202
    assert told(api.post("/v1/phone-codes", {"phone": PHONE})) == (429, "too-often")
    [(to, text, *_)] = sns_backends["123456789012"][REGION].sms_messages.values()
    assert to == f"+86{PHONE}"
    code = re.search(r"\d{6}", text)[0]
    token = api.post("/v1/sessions", {"phone": PHONE, "code": code}).json_body["token"]
    person = services.gate.find_session(token, services.clock.real_now()).person
    assert services.people.phone_of(person) == Personal(f"+86{PHONE}")
    assert api.delete("/v1/sessions/current", token=token).status_code == 204
    assert api.delete("/v1/sessions/current", token=token).status_code == 401


def test_an_official_comes_in_by_password_and_second_factor(services):
    secret = services.credentials.new_totp_secret()
    services.accounts.save(
        Account(
            id="helan.one",
            county="helan",
            password_hash=services.credentials.hash_password(Personal("password")),
            totp_secret=secret,
            posts=("pz-1",),
        )
    )
    code = pyotp.TOTP(secret.value).at(services.clock.at)
    # pragma: allowlist nextline secret - invented
    body = {"username": "helan.one", "password": "password", "totp": code}
    answer = Caller(app).post("/v1/staff/sessions", body)
    assert [post["post"] for post in answer.json_body["posts"]] == ["pz-1"]
    assert told(Caller(app).post("/v1/staff/sessions", body)) == (401, "sign-in-refused")
