"""A county's folder is read as it lies, filled up with what ships."""

import pytest

from chalicelib.adapters.shipped_files.counties import county_files, demonstration, demonstrations
from chalicelib.usecases.county_files import county_documents


def test_the_demonstration_county_borrows_rulebook_and_calendars():
    files = county_files(demonstration("helan"))
    assert {"county.json", "directory.json", "checklist.json", "rulebook.json"} <= set(files)
    assert {"calendars/cn.json", "calendars/cn-nx.json"} <= set(files)


@pytest.mark.parametrize("county", demonstrations())
def test_every_demonstration_county_is_sound_and_named_like_its_folder(county):
    documents = county_documents(county_files(demonstration(county)))
    assert (documents.tenant.id, documents.tenant.name) == (county, documents.directory.name)


def test_what_a_county_brings_goes_before_what_ships(tmp_path):
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "cn.json").write_text("own calendar")
    (tmp_path / "rulebook.json").write_text("own rulebook")
    (tmp_path / "county.json").write_text('{"rulebook": "helan-2022"}')
    files = county_files(tmp_path)
    assert files["calendars/cn.json"] == b"own calendar"
    assert files["rulebook.json"] == b"own rulebook"
    assert "calendars/cn-nx.json" in files


@pytest.mark.parametrize(
    "county",
    ['{"rulebook": "nowhere-1999"}', "{}", "[]", "no json", '{"rulebook": {}}', '{"rulebook": "../x"}'],
)
def test_a_rulebook_that_nobody_has_stays_missing(tmp_path, county):
    (tmp_path / "county.json").write_text(county)
    assert "rulebook.json" not in county_files(tmp_path)


def test_an_empty_folder_brings_nothing_of_its_own(tmp_path):
    assert all(name.startswith("calendars/") for name in county_files(tmp_path))
