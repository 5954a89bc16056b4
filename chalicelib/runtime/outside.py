"""Which adapter stands behind which port: each built when first asked for, kept for the life of the process.

Adapters are imported where they are built, so that a function pays only for what it uses.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.identity.phone import NumberingPlan
from chalicelib.ports.accounts import Accounts
from chalicelib.ports.audit_log import AuditLog
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.ports.clock_offset import ClockOffset
from chalicelib.ports.credentials import Credentials
from chalicelib.ports.gate import Gate
from chalicelib.ports.ids import Ids
from chalicelib.ports.messenger import Messenger
from chalicelib.ports.people import People
from chalicelib.ports.shelves import Shelves
from chalicelib.runtime.clock import OffsetClock, SystemClock
from chalicelib.runtime.ids import SystemIds
from chalicelib.runtime.settings import Settings, settings

if TYPE_CHECKING:
    from pynamodb.connection import Connection

    from chalicelib.adapters.crypto.key_service import WrappedKeys
    from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys

DATA: Final = Path(__file__).parents[1] / "data"


class Outside:
    """The outside world as ports: each adapter built when first asked for."""

    @cached_property
    def settings(self) -> Settings:
        """What the environment says."""
        return settings()

    @cached_property
    def clock(self) -> Clock:
        """The office's clock, and the real one."""
        return OffsetClock(self.clock_offset.read) if self.settings.is_local else SystemClock()

    @cached_property
    def clock_offset(self) -> ClockOffset:
        """How far a development stage's clock was moved."""
        from chalicelib.adapters.dynamodb.clock_offset import DynamoClockOffset

        return DynamoClockOffset(self._connection, self.settings.table_gate)

    @cached_property
    def ids(self) -> Ids:
        """New names."""
        return SystemIds()

    @cached_property
    def gate(self) -> Gate:
        """Sessions, codes, limits, tickets."""
        from chalicelib.adapters.dynamodb.gate import DynamoGate

        return DynamoGate(self._connection, self.settings.table_gate)

    @cached_property
    def accounts(self) -> Accounts:
        """The officials' accounts."""
        from chalicelib.adapters.dynamodb.accounts import DynamoAccounts

        return DynamoAccounts(self._connection, self.settings.table_registry, self._matter_keys)

    @cached_property
    def credentials(self) -> Credentials:
        """Passwords and one-time codes."""
        from chalicelib.adapters.credentials import ArgonCredentials

        return ArgonCredentials()

    @cached_property
    def messenger(self) -> Messenger:
        """Short messages to phones."""
        from chalicelib.adapters.sms.sns import SnsMessenger

        stamp = self.clock.now if self.settings.is_local else None
        return SnsMessenger(self.client_of("sns"), stamp)

    @cached_property
    def cases(self) -> CaseStore:
        """The cases."""
        from chalicelib.adapters.crypto.case_keys import CaseKeys
        from chalicelib.adapters.dynamodb.case_store import DynamoCaseStore

        return DynamoCaseStore(
            self._connection,
            self.settings.table_cases,
            keys=CaseKeys(self._matter_keys, self._matter_shelf),
            matter=self._matter_keys,
            people=self._people_keys,
        )

    @cached_property
    def audit_log(self) -> AuditLog:
        """Who looked at what."""
        from chalicelib.adapters.dynamodb.audit_log import DynamoAuditLog

        return DynamoAuditLog(self._connection, self.settings.table_audit, self.ids.new())

    @cached_property
    def people(self) -> People:
        """Who filed what."""
        from chalicelib.adapters.crypto.phone_digests import PhoneDigests
        from chalicelib.adapters.dynamodb.people import DynamoPeople

        return DynamoPeople(
            self._connection,
            self.settings.table_people,
            keys=self._people_keys,
            digests=PhoneDigests(self._secret(self.settings.secret_phone_hmac)),
            new_id=self.ids.new,
        )

    @cached_property
    def shelves(self) -> Shelves:
        """The documents of counties."""
        from chalicelib.adapters.cached_shelves import CachedShelves
        from chalicelib.adapters.dynamodb.register import DynamoRegister
        from chalicelib.adapters.s3.library import S3Library

        return CachedShelves(
            S3Library(self.client_of("s3"), self.settings.bucket_library),
            DynamoRegister(self._connection, self.settings.table_registry),
            time.monotonic,
        )

    @cached_property
    def numbering(self) -> NumberingPlan:
        """Which phone numbers there are."""
        document = json.loads((DATA / "phone" / "cn_mobile_prefixes.json").read_text(encoding="utf-8"))
        return NumberingPlan.of(document["prefixes"])

    @cached_property
    def edge_secret(self) -> bytes:
        """The secret behind cursors and digests before the door; each use takes a key of its own from it."""
        return self._secret(self.settings.secret_cursor)().encode()

    def key_for(self, purpose: str) -> bytes:
        """Derive the key of one purpose from the edge's secret."""
        return hmac.digest(self.edge_secret, purpose.encode(), hashlib.sha256)

    def directory_of(self, county: CountyId) -> Directory:
        """Give the directory in force at a tenant."""
        return self.shelves.directory(self.shelves.county(county).directory)

    def secret(self, secret_id: str) -> str:
        """Read a secret by its name; read once, kept for the life of the process."""
        return self._secret(secret_id)()

    def client_of(self, service: str) -> Callable[[], Any]:
        """Give the maker of the one client of an AWS service: each costs as much as several filings."""
        if service not in self._clients:
            from chalicelib.adapters.dynamodb.connection import neighbour

            self._clients[service] = neighbour(self._connection, service)
        return self._clients[service]

    @cached_property
    def _clients(self) -> dict[str, Callable[[], Any]]:
        return {}

    @cached_property
    def _connection(self) -> "Connection":
        from chalicelib.adapters.dynamodb.connection import connect

        return connect(self.settings.aws_region)

    def _secret(self, secret_id: str) -> Callable[[], str]:
        from chalicelib.adapters.crypto.secret_text import secret_in_manager

        return secret_in_manager(self.client_of("secretsmanager"), secret_id)

    @cached_property
    def _matter_shelf(self) -> "WrappedKeys":
        from chalicelib.adapters.dynamodb.wrapped_keys import DynamoMatterKeys

        return DynamoMatterKeys(self._connection, self.settings.table_keys)

    @cached_property
    def _matter_keys(self) -> "MonthlyKeys":
        return self._monthly_keys("matter", self.settings.kms_key_matter, self._matter_shelf)

    @cached_property
    def _people_keys(self) -> "MonthlyKeys":
        from chalicelib.adapters.dynamodb.wrapped_keys import DynamoPeopleKeys

        shelf = DynamoPeopleKeys(self._connection, self.settings.table_people)
        return self._monthly_keys("people", self.settings.kms_key_people, shelf)

    def _monthly_keys(self, domain: str, key_id: str, shelf: "WrappedKeys") -> "MonthlyKeys":
        from chalicelib.adapters.crypto.key_service import KmsKeyService
        from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys

        service = KmsKeyService(self.client_of("kms"), key_id)
        return MonthlyKeys(domain, service=service, shelf=shelf, now=self.clock.real_now)
