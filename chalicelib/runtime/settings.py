"""What the environment says, read once; whatever is missing is named at once (house style §8)."""

import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Final

from chalicelib.domain.identity.limits import CODES_FROM_ONE_ADDRESS

LOCAL_STAGE: Final = "local"


class SettingsMissingError(Exception):
    """The process cannot start: the environment lacks these names."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"missing in the environment: {', '.join(names)}")
        self.names = names


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each field is the environment variable of its name in capitals; one with a default may be absent."""

    yidiantong_stage: str
    aws_region: str
    """Set by Lambda itself; every other value is given by `infra/environment.py`."""
    table_cases: str
    table_people: str
    table_keys: str
    table_messages: str
    table_gate: str
    table_registry: str
    table_audit: str
    bucket_evidence: str
    bucket_quarantine: str
    bucket_library: str
    bucket_archive: str
    queue_sweep_url: str
    queue_notices_url: str
    queue_uploads_url: str
    kms_key_matter: str
    kms_key_people: str
    secret_phone_hmac: str
    secret_query_code: str
    secret_cursor: str
    aws_endpoint_url: str = ""
    """Where the emulator of a local stage answers; set by the emulator itself."""
    build: str = "unbuilt"
    """What was packaged: the same ingredients have the same name (`tools/package.py`)."""
    codes_per_address: str = str(CODES_FROM_ONE_ADDRESS.most)
    """Phone codes an hour for one network address; a stage under test, whose citizens all sit at one
    address, sets its own."""

    @property
    def is_local(self) -> bool:
        """Tell whether this is the development stage, whose clock may be moved (design §7)."""
        return self.yidiantong_stage == LOCAL_STAGE


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the settings; an empty value counts as missing.

    Raises:
        SettingsMissingError: With every name that is missing.
    """
    present = {
        each.name: environment[each.name.upper()]
        for each in fields(Settings)
        if environment.get(each.name.upper())
    }
    needed = [each.name for each in fields(Settings) if each.default is MISSING]
    missing = tuple(name.upper() for name in needed if name not in present)
    if missing:
        raise SettingsMissingError(missing)
    return Settings(**present)


def settings() -> Settings:
    """Read the settings of this process."""
    return settings_from(os.environ)  # noqa: TID251 - the one place that reads the environment


def is_local_stage() -> bool:
    """Tell, when routes are built, whether this is the development stage; no other setting is there then."""
    return os.environ.get("YIDIANTONG_STAGE") == LOCAL_STAGE  # noqa: TID251 - the one place that reads it
