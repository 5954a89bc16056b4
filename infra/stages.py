"""The stages that are deployed, and the few things in which they may differ.

Everything else is the same by construction: one generator makes the template of every stage
(`tests/infra/test_stages.py` lists the differences that are allowed).
"""

from dataclasses import dataclass
from typing import Any

Template = dict[str, Any]
Resources = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One deployment of the platform.

    Attributes:
        name: Stands in the name of every table, bucket, queue and function.
        architecture: Processor of the functions; the local stack runs on the machine it finds.
        is_reached_by_tls_only: Buckets refuse plain HTTP. The local emulator speaks nothing else.
        has_access_logs: The gateway writes an access log.
        codes_per_address: Phone codes an hour for one network address; a local stack has one.
        warm_write_units: Write units the `cases` table bears from its first minute (storage §8).
    """

    name: str
    architecture: str
    is_reached_by_tls_only: bool
    has_access_logs: bool
    codes_per_address: int
    warm_write_units: int | None

    def named(self, what: str) -> str:
        """Name a thing of this stage."""
        return f"yidiantong-{self.name}-{what}"


LOCAL = Stage(
    name="local",
    architecture="x86_64",
    is_reached_by_tls_only=False,
    has_access_logs=False,
    codes_per_address=100_000,
    warm_write_units=None,
)
PRODUCTION = Stage(
    name="production",
    architecture="arm64",
    is_reached_by_tls_only=True,
    has_access_logs=True,
    codes_per_address=120,
    warm_write_units=12_000,
)
STAGES = {stage.name: stage for stage in (LOCAL, PRODUCTION)}
