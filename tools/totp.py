"""Give the one-time code of a demonstration account: `python -m tools.totp USERNAME`.

With `--body` the whole body of `POST /v1/staff/sessions`, for curl. Accounts stand in .local/stack.json,
which exists for a local stack only: no other stage has accounts that anybody could read.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pyotp

from tools.package import ROOT


def account_of(username: str, stack_file: Path) -> Mapping[str, str]:
    """Find a demonstration account.

    Raises:
        LookupError: The local stack has no such account, or was never started.
    """
    try:
        accounts: list[Mapping[str, str]] = json.loads(stack_file.read_text(encoding="utf-8"))["accounts"]
    except FileNotFoundError as error:
        raise LookupError("No local stack was ever started here.\nWay out: make run") from error
    for account in accounts:
        if account["username"] == username:
            return account
    raise LookupError(
        f"No account is called {username}.\nWay out: take one of `accounts` in {stack_file.name}"
    )


def code_of(account: Mapping[str, str]) -> str:
    """Give the code of this half minute; each opens one session."""
    return pyotp.TOTP(account["totp_secret"]).now()


def body_of(account: Mapping[str, str]) -> str:
    """Give the body that signs an account in."""
    both = {name: account[name] for name in ("username", "password")}
    return json.dumps({**both, "totp": code_of(account)})


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.totp", description=__doc__)
    parser.add_argument("username")
    parser.add_argument("--stack", type=Path, default=ROOT / ".local" / "stack.json")
    parser.add_argument("--body", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        account = account_of(asked.username, asked.stack)
    except LookupError as error:
        sys.exit(str(error))
    print(body_of(account) if asked.body else code_of(account))


if __name__ == "__main__":
    main(sys.argv[1:])
