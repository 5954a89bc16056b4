"""A stack on which nothing stirs but what is measured."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.client import Api, Citizen
from tools.local.deployment import LocalAws
from tools.local.emulator import free_port
from tools.local.folder import Folder
from tools.local.stack import Stack, local_stack

STAGE = "bench"
"""No code knows a stage of this name: it runs as production does."""
PHONE = "13900000001"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stack of its own, seeded, with a citizen signed in."""

    stack: Stack
    citizen: Citizen

    @property
    def accounts(self) -> list[dict[str, Any]]:
        """The officials' accounts."""
        accounts: list[dict[str, Any]] = json.loads(self.stack.folder.stack_file.read_text())["accounts"]
        return accounts

    def environment(self) -> dict[str, str]:
        """Give the environment of a process that is measured."""
        return self.stack.environment() | {"YIDIANTONG_STAGE": STAGE}

    def settings(self) -> dict[str, str]:
        """Give the environment of a packaged function that is measured."""
        return self.stack.settings() | {
            "YIDIANTONG_STAGE": STAGE,
            "AWS_ENDPOINT_URL": self.stack.aws.endpoint,
        }


@contextmanager
def quiet_stage() -> Iterator[Stage]:
    """Start a stack, sign a citizen in, then still its streams, queues and schedules."""
    with TemporaryDirectory(prefix="yidiantong-bench-") as place:
        folder = Folder(Path(place))
        with local_stack(folder, front_port=free_port(), aws_port=free_port()) as stack:
            citizen = Citizen(Api(stack.api), PHONE).sign_in()
            _still(stack.aws)
            yield Stage(stack, citizen)


def _still(aws: LocalAws) -> None:
    functions, clock = aws.client("lambda"), aws.client("events")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    for rule in clock.list_rules()["Rules"]:
        clock.disable_rule(Name=rule["Name"])
