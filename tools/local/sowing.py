"""Sow the demonstration county into the stack of this environment: known accounts in, all accounts out.

    python -m tools.local.sowing < accounts.json

Idempotent: an account that stands as it is known stays as it is.
"""

import json
import secrets
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.adapters.credentials import ArgonCredentials
from chalicelib.adapters.shipped_files.counties import county_files, demonstration
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import AccountId, PostId
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import Role
from chalicelib.ports.accounts import Account, Accounts
from chalicelib.runtime.wiring import Services
from chalicelib.usecases.county_files import CountyFaultyError
from infra.stages import LOCAL
from tools.import_county import importer, in_lines
from tools.local.seed import Account as Told

COUNTIES = ("helan",)
SEVERAL_POSTS = "several-posts"

# The least that OWASP asks of Argon2id. These passwords are random, so that guessing is hopeless anyway, and
# a hundred of them must be ready while a newcomer waits; people's own cost more (ArgonCredentials).
CREDENTIALS = ArgonCredentials(rounds=2, memory_kib=19 * 1024)
PASSWORD_BYTES = 12


def sow(services: Services, known: Mapping[str, Told]) -> list[Told]:
    """Import every demonstration county and make an account for each of its posts."""
    import_county = importer(LOCAL)
    accounts = []
    for name in COUNTIES:
        county = import_county(county_files(demonstration(name))).county
        accounts += list(_accounts_of(services.shelves.directory(county.directory), known))
    for account in accounts:
        _keep(services.accounts, account)
    return accounts


def _accounts_of(directory: Directory, known: Mapping[str, Told]) -> Iterator[Told]:
    """Tell an account for each active post, and one that holds several, to try `Acting-Post` with."""
    posts = [post for post in directory.posts.values() if post.active]
    holders = [(f"{directory.county}.{post.id}", [post]) for post in posts]
    holders.append((f"{directory.county}.{SEVERAL_POSTS}", _several(directory)))
    for number, (username, held) in enumerate(holders, start=1):
        yield _told(directory, username, held, number, known.get(username, {}))


def _several(directory: Directory) -> list[Post]:
    """Choose the leader and a handler of one unit: small offices have no more people."""
    for org in directory.orgs:
        held = [
            post for role in (Role.UNIT_LEADER, Role.HANDLER) for post in directory.posts_of(org, role)[:1]
        ]
        if len(held) > 1:
            return held
    raise LookupError(f"no unit of {directory.name} has a leader and a handler")


def _told(directory: Directory, username: str, held: list[Post], number: int, known: Told) -> Told:
    return {
        "county": directory.county,
        "org": held[0].org,
        "post": held[0].id,
        "role": held[0].role.value,
        "title": f"{directory.org(held[0].org).name}{held[0].title}",
        "posts": [post.id for post in held],
        "username": username,
        "password": known.get("password") or secrets.token_urlsafe(PASSWORD_BYTES),
        "totp_secret": known.get("totp_secret") or CREDENTIALS.new_totp_secret().value,
        # The local stage sends nothing; the numbers only tell its messages apart.
        "phone": known.get("phone") or f"+861390000{number:04d}",
    }


def _keep(accounts: Accounts, told: Told) -> None:
    """Save an account, unless it stands exactly so."""
    wanted: dict[str, Any] = {
        "county": told["county"],
        "totp_secret": Personal(told["totp_secret"]),
        "posts": tuple(PostId(post) for post in told["posts"]),
        "phone": Personal(told["phone"]),
    }
    password = Personal(told["password"])
    there = accounts.find(AccountId(told["username"]))
    if (
        there is not None
        and all(getattr(there, name) == value for name, value in wanted.items())
        and CREDENTIALS.is_password(password, there.password_hash)
    ):
        return
    hashed = CREDENTIALS.hash_password(password)
    accounts.save(Account(id=AccountId(told["username"]), password_hash=hashed, **wanted))


def main() -> None:
    known = {account["username"]: account for account in json.load(sys.stdin)}
    try:
        json.dump(sow(Services(), known), sys.stdout, ensure_ascii=False)
    except CountyFaultyError as error:
        sys.exit(in_lines(error))


if __name__ == "__main__":
    main()
