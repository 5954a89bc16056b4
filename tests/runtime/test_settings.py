from dataclasses import fields

import pytest

from chalicelib.runtime.settings import Settings, SettingsMissingError, settings_from

GIVEN = {each.name.upper(): f"value of {each.name}" for each in fields(Settings)}


def test_every_setting_is_the_variable_of_its_name():
    settings = settings_from(GIVEN)
    assert settings.table_cases == "value of table_cases"
    assert settings.codes_per_address == "value of codes_per_address"


def test_everything_missing_is_named_at_once():
    given = GIVEN | {"TABLE_GATE": ""}
    del given["BUCKET_EVIDENCE"]
    with pytest.raises(SettingsMissingError) as refusal:
        settings_from(given)
    assert refusal.value.names == ("TABLE_GATE", "BUCKET_EVIDENCE")


def test_a_setting_with_a_default_may_be_absent():
    del (given := dict(GIVEN))["CODES_PER_ADDRESS"]
    assert int(settings_from(given).codes_per_address) > 0


@pytest.mark.parametrize(("stage", "is_local"), [("local", True), ("production", False)])
def test_only_the_local_stage_is_local(stage, is_local):
    assert settings_from(GIVEN | {"YIDIANTONG_STAGE": stage}).is_local is is_local
