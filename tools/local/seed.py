"""What a fresh stack is filled with: demonstration directories, checklists, accounts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.local.stack import Stack

Account = dict[str, str]
"""One of `accounts` in stack.json: county, org, post, role, username, password, totp_secret (design §7)."""


def seed(stack: "Stack") -> list[Account]:
    """Import what belongs in every local stack and give its accounts. Runs at every start: repeat nothing.

    Commands run with `stack.environment()`, which holds the settings the functions have, the address of
    the local AWS and its root user.
    """
    del stack
    return []
