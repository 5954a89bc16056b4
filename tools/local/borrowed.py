"""A stack for a tool that only visits: the one that runs, or one of its own that is thrown away."""

import json
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.local.deployment import LocalAws
from tools.local.emulator import free_port
from tools.local.folder import Folder
from tools.local.stack import Tell, local_stack

SECONDS_TO_ANSWER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowedStack:
    """What a visitor needs of a stack.

    Attributes:
        api: The address before `/v1`.
        aws: Clients of the local AWS, as root.
        accounts: The demonstration accounts, as stack.json has them.
    """

    api: str
    aws: LocalAws
    accounts: list[dict[str, Any]]

    @classmethod
    def told_by(cls, stack_file: Path) -> "BorrowedStack":
        """Read what a stack has written about itself."""
        told: Mapping[str, Any] = json.loads(stack_file.read_text())
        return cls(api=told["api"], aws=LocalAws(told["aws"]), accounts=told["accounts"])


@contextmanager
def borrowed_stack(folder: Folder, *, tell: Tell, private: bool = False) -> Iterator[BorrowedStack]:
    """Give the stack that runs on `folder`; if none does, one of its own for as long as the block lasts.

    Args:
        folder: Where a running stack would have written about itself.
        tell: Hears what is going on.
        private: Take one of its own in any case: what is done to it shall leave nothing behind.

    Raises:
        LocalStackError: One of its own cannot run; the message says why, and the way out.
    """
    stack = None if private else find_running(folder)
    if stack is not None:
        tell(f"使用正在运行的本地环境：{stack.api}")
        yield stack
        return
    tell("启动一个临时的本地环境，结束后自动清除 ……")
    with tempfile.TemporaryDirectory(prefix="yidiantong-") as place:
        own = Folder(Path(place))
        with local_stack(own, front_port=free_port(), aws_port=free_port()):
            yield BorrowedStack.told_by(own.stack_file)


def find_running(folder: Folder) -> BorrowedStack | None:
    """Find the stack of a folder, if it answers; what a stopped one has left there says nothing."""
    try:
        stack = BorrowedStack.told_by(folder.stack_file)
        with urllib.request.urlopen(f"{stack.api}/v1/counties", timeout=SECONDS_TO_ANSWER):  # noqa: S310  # nosec B310  # ours
            return stack
    except (OSError, ValueError, LookupError):
        return None
