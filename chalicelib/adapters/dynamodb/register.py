"""The register of tenants in the table `registry`: `CFG#<county>` points at what is in force."""

from collections.abc import Mapping, Sequence
from typing import Final

from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.case_rows import RecordAttribute
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.records import codec_of
from chalicelib.domain.directory.county import ProgressLabels
from chalicelib.domain.identifiers import CountyId
from chalicelib.ports.shelves import County

_ALONE: Final = "-"
_ALL: Final = "COUNTIES"


class CountyRow(Model):
    """One tenant: what it is called, and the versions in force."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default=_ALONE)
    code = UnicodeAttribute()
    name = UnicodeAttribute()
    rulebook = UnicodeAttribute()
    calendar = UnicodeAttribute()
    directory = UnicodeAttribute()
    checklist = UnicodeAttribute()
    notices = RecordAttribute(codec_of(Mapping[str, str]))
    progress = RecordAttribute(codec_of(ProgressLabels))


class CountiesRow(Model):
    """The ids of all tenants in one small item, so that listing them is no scan."""

    pk = UnicodeAttribute(hash_key=True, default=_ALL)
    sk = UnicodeAttribute(range_key=True, default=_ALONE)
    counties = UnicodeSetAttribute(null=True)


class DynamoRegister:
    """Knows the tenants by their pointers."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._county = bound(CountyRow, table, connection)
        self._counties = bound(CountiesRow, table, connection)

    def counties(self) -> Sequence[County]:
        """List the tenants, by id."""
        with telling_unavailability():
            try:
                ids = self._counties.get(_ALL, _ALONE).counties or set()
            except DoesNotExist:
                return ()
            rows = list(self._county.batch_get([(_key(county), _ALONE) for county in ids]))
        return tuple(sorted(map(_county_of, rows), key=lambda county: county.id))

    def find(self, county: CountyId) -> County | None:
        """Give one tenant, or `None`."""
        with telling_unavailability():
            try:
                return _county_of(self._county.get(_key(county), _ALONE))
            except DoesNotExist:
                return None

    def put_in_force(self, county: County) -> None:
        """Put the id into the list, then the pointer: an id without a pointer is passed over by readers."""
        with telling_unavailability():
            self._counties(_ALL, _ALONE).update(actions=[self._counties.counties.add({county.id})])
            self._county(
                _key(county.id),
                code=county.code,
                name=county.name,
                rulebook=county.rulebook,
                calendar=county.calendar,
                directory=county.directory,
                checklist=county.checklist,
                notices=county.notices,
                progress=county.progress,
            ).save()


def _key(county: str) -> str:
    return f"CFG#{county}"


def _county_of(row: CountyRow) -> County:
    return County(
        id=CountyId(row.pk.removeprefix(_key(""))),
        code=row.code,
        name=row.name,
        rulebook=row.rulebook,
        calendar=row.calendar,
        directory=row.directory,
        checklist=row.checklist,
        notices=row.notices,
        progress=row.progress,
    )
