"""Sow the demonstration counties into the stack of this environment: known accounts in, all accounts out.

    python -m tools.local.sowing < accounts.json

Idempotent: an account that stands as it is known stays as it is.
"""

import json
import secrets
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any

from chalicelib.adapters.credentials import ArgonCredentials
from chalicelib.adapters.shipped_files.counties import county_files, demonstration, demonstrations
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

FIRST = "helan"
"""Its accounts come first and keep their numbers, whatever counties join; demo and replay take the first."""
SEVERAL_POSTS = "several-posts"

# The least that OWASP asks of Argon2id. These passwords are random, so that guessing is hopeless anyway, and
# hundreds of them must be ready while a newcomer waits; people's own cost more (ArgonCredentials).
CREDENTIALS = ArgonCredentials(rounds=2, memory_kib=19 * 1024)
PASSWORD_BYTES = 12


def sow(services: Services, known: Mapping[str, Told]) -> list[Told]:
    """Import every demonstration county and make an account for each of its posts."""
    import_county = importer(LOCAL)
    numbers = _numbers_beside(known)
    accounts: list[Told] = []
    for name in sorted(demonstrations(), key=lambda name: (name != FIRST, name)):
        county = import_county(county_files(demonstration(name))).county
        accounts += _accounts_of(services.shelves.directory(county.directory), known, numbers)
    with ThreadPoolExecutor() as pool:
        # Argon2 lets other threads work, and the stores answer meanwhile: 5 s instead of 12 on two cores.
        list(pool.map(partial(_keep, services.accounts), accounts))
    return accounts


def _numbers_beside(known: Mapping[str, Told]) -> Iterator[str]:
    """Give numbers that no account has; nothing is sent to them, they only tell messages apart."""
    taken = {told.get("phone") for told in known.values()}
    return (number for at in count(1) if (number := f"+861390000{at:04d}") not in taken)


def _accounts_of(directory: Directory, known: Mapping[str, Told], numbers: Iterator[str]) -> Iterator[Told]:
    """Tell an account for each active post, and one that holds several, to try `Acting-Post` with."""
    posts = [post for post in directory.posts.values() if post.active]
    holders = [(f"{directory.county}.{post.id}", [post]) for post in posts]
    holders.append((f"{directory.county}.{SEVERAL_POSTS}", _several(directory)))
    for username, held in holders:
        yield _told(directory, username, held, numbers, known.get(username, {}))


def _several(directory: Directory) -> list[Post]:
    """Choose the leader and a handler of one unit: small offices have no more people."""
    for org in directory.orgs:
        held = [
            post for role in (Role.UNIT_LEADER, Role.HANDLER) for post in directory.posts_of(org, role)[:1]
        ]
        if len(held) > 1:
            return held
    raise LookupError(f"no unit of {directory.name} has a leader and a handler")


def _told(directory: Directory, username: str, held: list[Post], numbers: Iterator[str], known: Told) -> Told:
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
        "phone": known.get("phone") or next(numbers),
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
