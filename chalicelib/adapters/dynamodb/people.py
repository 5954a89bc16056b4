"""Who filed what, in DynamoDB; phones as keyed hash plus sealed value (storage §1, decision 5)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from pynamodb.connection import Connection

from chalicelib.adapters.crypto.envelope import place
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.adapters.crypto.phone_digests import PhoneDigests
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.people_rows import (
    ALONE,
    GUARD,
    NO_PHONE,
    PERSON,
    PHONE,
    PROFILE,
    GuardRow,
    PhoneRow,
    ProfileRow,
)
from chalicelib.adapters.dynamodb.records import instant_of, seconds_of
from chalicelib.adapters.dynamodb.row_calls import added, found, updated
from chalicelib.domain.errors import RequestReusedError, UnavailableError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.personal import Personal
from chalicelib.ports.people import FilingGuard

_TABLE: Final = "people"


class DynamoPeople:
    """Keeps people and their filings; implements `ports.people.People`."""

    def __init__(
        self,
        connection: Connection,
        table: str,
        *,
        keys: MonthlyKeys,
        digests: PhoneDigests,
        new_id: Callable[[], str],
    ) -> None:
        self._phone = bound(PhoneRow, table, connection)
        self._profile = bound(ProfileRow, table, connection)
        self._guard = bound(GuardRow, table, connection)
        self._keys = keys
        self._digests = digests
        self._new_id = new_id

    def person_with(self, phone: Personal[str], at: datetime) -> PersonId:
        """Find the person of a verified phone, or make one."""
        current, *older = self._keys_of(phone)
        row = found(self._phone, current, ALONE)
        if row is not None:
            return PersonId(row.person)
        person = self._found_by(older) or self._new_person(phone, at)
        return self._look_up_by(current, person)

    def find_person(self, phone: Personal[str]) -> PersonId | None:
        """Find the person of a phone."""
        return self._found_by(self._keys_of(phone))

    def person_without_phone(self, request: str, at: datetime) -> PersonId:
        """Make a person who has no phone; the same request again finds the same one."""
        key = NO_PHONE + sha256(request.encode()).hexdigest()
        row = found(self._phone, key, ALONE)
        return PersonId(row.person) if row else self._look_up_by(key, self._new_person(None, at))

    def phone_of(self, person: PersonId) -> Personal[str] | None:
        """Open a person's phone; None: they have none.

        Raises:
            LookupError: There is no such person.
        """
        row = found(self._profile, PERSON + person, PROFILE, strongly=False)
        if row is None:
            raise LookupError("no profile of this person")
        if row.phone is None:
            return None
        return Personal(self._keys.open(row.phone, _place_of(person, PROFILE, "phone")).decode())

    def rekey(self, person: PersonId) -> None:
        """Let a person be found under the current hash key too, when keys are rotated (storage §10)."""
        phone = self.phone_of(person)
        if phone is not None:
            current, *_ = self._digests.of(phone.value)
            self._look_up_by(PHONE + current, person)

    def guard_filing(  # noqa: PLR0913, PLR0917 - the port's signature
        self, person: PersonId, key: str, body: str, case_no: CaseNo, name: Personal[str] | None, at: datetime
    ) -> FilingGuard:
        """Put the guard if absent, else give the one that stands."""
        pk, sk = PERSON + person, _guard_key(key)
        sealed = self._keys.seal(name.value.encode(), _place_of(person, sk, "name")) if name else None
        new = self._guard(pk, sk, case_no=case_no, body=body, name=sealed, filed_at=seconds_of(at))
        if added(new):
            return FilingGuard(case_no=case_no, body=body, filed_at=at, is_new=True)
        standing = self.find_guard(person, key)
        if standing is None:
            raise UnavailableError("系统繁忙，请稍后再试。")
        if standing.body != body:
            raise RequestReusedError("这次提交与上一次编号相同、内容不同，请刷新页面后重新提交。")
        return standing

    def find_guard(self, person: PersonId, key: str) -> FilingGuard | None:
        """Give the guard that an earlier try has put."""
        standing = found(self._guard, PERSON + person, _guard_key(key))
        if standing is None:
            return None
        return FilingGuard(
            case_no=CaseNo(standing.case_no),
            body=standing.body,
            filed_at=instant_of(standing.filed_at),
            is_new=False,
        )

    def repoint_guard(self, person: PersonId, key: str, old: CaseNo, new: CaseNo) -> None:
        """Give a filing another number after a collision, if it still has the old one."""
        guard = self._guard
        updated(
            guard,
            PERSON + person,
            _guard_key(key),
            actions=[guard.case_no.set(new)],
            condition=guard.case_no == old,
        )

    def cases_of(self, person: PersonId, *, after: CaseNo | None = None) -> Sequence[CaseNo]:
        """List the case numbers a person has filed and not hidden, newest first."""
        rows = sorted(self._guards_of(person), key=lambda row: instant_of(row.filed_at), reverse=True)
        numbers = [row.case_no for row in rows]
        start = numbers.index(after) + 1 if after in numbers else 0
        return [CaseNo(row.case_no) for row in rows[start:] if not row.is_hidden]

    def hide(self, person: PersonId, case_no: CaseNo) -> None:
        """Leave a case out of the person's list from now on."""
        guard = self._guard
        for row in self._guards_of(person):
            if row.case_no == case_no:
                hidden = [guard.is_hidden.set(True)]
                updated(guard, row.pk, row.sk, actions=hidden, condition=guard.case_no == case_no)

    def _guards_of(self, person: PersonId) -> list[GuardRow]:
        with telling_unavailability():
            return list(
                self._guard.query(PERSON + person, self._guard.sk.startswith(GUARD), consistent_read=True)
            )

    def _keys_of(self, phone: Personal[str]) -> Sequence[str]:
        return [PHONE + digest for digest in self._digests.of(phone.value)]

    def _found_by(self, keys: Sequence[str]) -> PersonId | None:
        rows = (found(self._phone, key, ALONE) for key in keys)
        row = next(filter(None, rows), None)
        return None if row is None else PersonId(row.person)

    def _new_person(self, phone: Personal[str] | None, at: datetime) -> PersonId:
        # Parts first: a profile that no look-up points to is nobody's; a look-up without one is a fault.
        person = PersonId(self._new_id())
        at_its_place = _place_of(person, PROFILE, "phone")
        sealed = self._keys.seal(phone.value.encode(), at_its_place) if phone else None
        added(self._profile(PERSON + person, PROFILE, phone=sealed, created_at=seconds_of(at)))
        return person

    def _look_up_by(self, key: str, person: PersonId) -> PersonId:
        if added(self._phone(key, ALONE, person=person)):
            return person
        standing = found(self._phone, key, ALONE)  # another session of the same phone was first
        return PersonId(standing.person) if standing else person


def _guard_key(key: str) -> str:
    return GUARD + sha256(key.encode()).hexdigest()


def _place_of(person: PersonId, sk: str, attribute: str) -> bytes:
    return place(_TABLE, PERSON + person, sk, attribute)
