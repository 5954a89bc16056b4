"""Rows and tables are written in two rooms: keys, indexes and expiry must be the same in both."""

import importlib
import pkgutil

import pytest
from pynamodb.attributes import Attribute
from pynamodb.models import Model

from chalicelib.adapters import dynamodb
from infra.tables import EXPIRES_AT, TABLES

TABLE_OF = {
    "AccountRow": "registry",
    "AuditRow": "audit",
    "ChunkRow": "cases",
    "ClockRow": "gate",
    "CodeRow": "gate",
    "CountRow": "gate",
    "CountiesRow": "registry",
    "CountyRow": "registry",
    "GuardRow": "people",
    "HeadRow": "cases",
    "HolderRow": "registry",
    "JobRow": "gate",
    "LeaseRow": "gate",
    "LinkRow": "cases",
    "MarkRow": "messages",
    "MatterKeyRow": "keys",
    "PeopleKeyRow": "people",
    "PhoneRow": "people",
    "ProfileRow": "people",
    "SessionRow": "gate",
    "SlipRow": "cases",
    "TextRow": "cases",
    "UploadRow": "gate",
    "WaitingRow": "messages",
}
TABLES_BY_NAME = {table.name: table for table in TABLES}


def all_rows():
    for module in pkgutil.iter_modules(dynamodb.__path__, f"{dynamodb.__name__}."):
        loaded = importlib.import_module(module.name)
        for thing in vars(loaded).values():
            if isinstance(thing, type) and issubclass(thing, Model) and thing.__module__ == module.name:
                yield thing


ROWS = {row.__name__: row for row in all_rows()}


def keys_of(thing):
    """Each key attribute of a row or an index with its type, in the order hash, range."""
    attributes = [each for each in vars(thing).values() if isinstance(each, Attribute)]
    ordered = sorted((a for a in attributes if a.is_hash_key or a.is_range_key), key=lambda a: a.is_range_key)
    return tuple((attribute.attr_name, attribute.attr_type) for attribute in ordered)


def test_every_row_says_here_in_which_table_it_stands():
    assert ROWS.keys() == TABLE_OF.keys()


@pytest.mark.parametrize("name", sorted(TABLE_OF))
def test_a_rows_keys_are_its_tables_keys(name):
    assert keys_of(ROWS[name]) == TABLES_BY_NAME[TABLE_OF[name]].keys


def test_the_rows_indexes_are_the_tables_indexes():
    for name, row in ROWS.items():
        declared = {index.name: index for index in TABLES_BY_NAME[TABLE_OF[name]].indexes}
        for index_name, index in row._indexes.items():
            assert keys_of(type(index)) == declared[index_name].key_attributes()
            carried = index.Meta.projection.non_key_attributes or ()
            assert tuple(carried) == declared[index_name].carries


def test_only_tables_that_forget_have_rows_that_expire():
    for name, row in ROWS.items():
        if EXPIRES_AT in row.get_attributes():
            assert TABLES_BY_NAME[TABLE_OF[name]].expires, name
