"""Who is calling: from the bearer token to the citizen, or to an account at one of its posts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from chalice.app import Request

from chalicelib.api.operation import Callers
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import AccountId, CountyId, PersonId, PostId
from chalicelib.domain.identity.limits import CITIZEN_SESSION_LASTS, CITIZEN_SESSION_SLIDES
from chalicelib.domain.identity.refusals import NoPostError, PostNotChosenError, UnauthenticatedError
from chalicelib.domain.vocabulary import Role
from chalicelib.domain.workflow.act import Actor
from chalicelib.ports.gate import Session
from chalicelib.runtime.wiring import Services

ACTING_POST: Final = "Acting-Post"
_BEARER: Final = re.compile(r"Bearer ([A-Za-z0-9_-]{20,128})", re.IGNORECASE)
# A session that slid a moment ago need not be written again.
_WORTH_SLIDING: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody who has a session; without an actor where the route only asks that there be one."""

    actor: Actor | None
    token: str = field(repr=False)
    person: PersonId | None = None
    county: CountyId | None = None


def identify(request: Request, callers: Callers, services: Services) -> Identity | None:
    """Tell who calls, or `None` where anybody may.

    Raises:
        UnauthenticatedError: No session of the right kind came with the request, or its account is locked.
        PostNotChosenError: The account holds several posts and the request does not say which acts.
        NoPostError: The account holds no active post.
    """
    if callers is Callers.PUBLIC:
        return None
    token = _token_of(request)
    now = services.clock.real_now()
    session = services.gate.find_session(token, now)
    if session is None:
        raise UnauthenticatedError
    if session.person is not None and callers is not Callers.STAFF:
        _let_slide(token, session, now, services)
        return Identity(actor=_citizen(session.person), token=token, person=session.person)
    if session.account is not None and callers is Callers.STAFF:
        return _official(request, token, session, services)
    if session.account is not None and callers is Callers.SIGNED_IN:
        return Identity(actor=None, token=token, county=session.county)
    raise UnauthenticatedError


def _token_of(request: Request) -> str:
    match = _BEARER.fullmatch(request.headers.get("authorization", "").strip())
    if match is None:
        raise UnauthenticatedError
    return match[1]


def _let_slide(token: str, session: Session, now: datetime, services: Services) -> None:
    """Let a citizen's session last from the latest request on, though never past its end (design §6)."""
    until = min(now + CITIZEN_SESSION_SLIDES, session.started_at + CITIZEN_SESSION_LASTS)
    if until - session.expires_at >= _WORTH_SLIDING:
        services.gate.prolong_session(token, until)


def _citizen(person: PersonId) -> Actor:
    return Actor(account=AccountId(person), role=Role.CITIZEN)


def _official(request: Request, token: str, session: Session, services: Services) -> Identity:
    if session.account is None or session.county is None:
        raise UnauthenticatedError
    # A session outlives what its account may do: who was moved or locked a second ago is out now.
    standing = services.accounts.standing_of(session.account)
    if standing is None or (standing.sessions_from and session.started_at <= standing.sessions_from):
        raise UnauthenticatedError
    directory = services.directory_of(session.county)
    post = _chosen(request.headers.get(ACTING_POST.lower()), standing.posts, directory)
    actor = Actor(account=session.account, role=post.role, org=post.org, post=post.id)
    return Identity(actor=actor, token=token, county=session.county)


def _chosen(named: str | None, posts: Iterable[PostId], directory: Directory) -> Post:
    """Find the acting post among those that are still active in the directory in force."""
    held = [post for post in map(directory.find_post, posts) if post is not None and post.active]
    if not held:
        raise NoPostError
    fitting = [post for post in held if named in {None, post.id}]
    if len(fitting) != 1:
        raise PostNotChosenError([{"post": post.id, "title": post.title} for post in held])
    return fitting[0]
