"""The service on AWS as moto plays it: production's own wiring, a new process whenever a test wants one."""

from dataclasses import dataclass, field, fields, replace

import boto3
from pynamodb.connection import Connection

from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.runtime.settings import Settings
from chalicelib.runtime.wiring import Services
from infra.tables import TABLES
from tests.support.dynamo_tables import make_tables
from tests.support.edge import HeldClock
from tests.support.office import HELAN

SECRETS = ("secret_phone_hmac", "secret_query_code", "secret_cursor")


@dataclass
class Cloud:
    """Tables, keys and secrets, which outlive every process on them."""

    settings: Settings
    clock: HeldClock
    connection: Connection
    clients: dict = field(default_factory=dict)

    def process(self):
        """Start a process that has read nothing yet; only its clients are shared, for they cost most."""
        made = Services()
        made.settings, made.clock, made.shelves = self.settings, self.clock, HELAN
        made._connection, made._clients = self.connection, self.clients
        return made


def a_cloud(region):
    """Make what the template makes, as far as routes of cases need it."""
    make_tables(region, *(table.name for table in TABLES))
    secrets, kms = boto3.client("secretsmanager", region), boto3.client("kms", region)
    named = Settings(**{each.name: each.name.removeprefix("table_") for each in fields(Settings)})
    settings = replace(
        named,
        yidiantong_stage="production",
        aws_region=region,
        codes_per_address="100",
        kms_key_matter=kms.create_key()["KeyMetadata"]["Arn"],
        kms_key_people=kms.create_key()["KeyMetadata"]["Arn"],
        **{name: secrets.create_secret(Name=name, SecretString=name * 5)["ARN"] for name in SECRETS},
    )
    return Cloud(settings, HeldClock(), connect(region))
