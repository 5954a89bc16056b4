"""Who are you: phone codes and sessions of citizens, sessions of officials (design §6)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.fields import Phone, a_line, some_digits
from chalicelib.api.operation import Callers
from chalicelib.api.phones import number_of, phone_faults
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.identifiers import PostId
from chalicelib.domain.identity.limits import CODE_DIGITS
from chalicelib.domain.identity.refusals import (
    CodeRefusedError,
    PasswordOldError,
    SignInRefusedError,
    TooOftenError,
)
from chalicelib.domain.personal import Personal
from chalicelib.runtime.wiring import services

sessions = ApiBlueprint(__name__)

Username = Annotated[str, a_line(64, "用户名，如 county.name")]
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=256)]
OneTimeCode = Annotated[str, some_digits(6, "动态口令")]


class PhoneCodeWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A phone that shall receive a code."""

    phone: Phone


class PhoneCodeSent(msgspec.Struct, kw_only=True):
    """The same answer for every number: whether it is known is not told."""

    detail: str


class SessionWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The code that the phone received."""

    phone: Phone
    code: Annotated[str, some_digits(CODE_DIGITS, "短信中的验证码")]


class SessionOpened(msgspec.Struct, kw_only=True):
    """A bearer token; each use within half an hour keeps it alive, twelve hours at most."""

    token: str
    expires_at: datetime


class StaffSessionWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Username, password and the code of the second factor."""

    username: Username
    password: Password
    totp: OneTimeCode


class PostHeld(msgspec.Struct, kw_only=True):
    """A post of the account; with several, each request names one in the header Acting-Post."""

    post: str
    role: str
    title: str
    org: str
    org_name: str


class StaffSessionOpened(msgspec.Struct, kw_only=True):
    """A bearer token for eight hours, and the posts it may act for."""

    token: str
    expires_at: datetime
    posts: list[PostHeld]


class PasswordWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Everything a sign-in asks for, and the password from now on."""

    username: Username
    password: Password
    totp: OneTimeCode
    new_password: Password


@sessions.operation(
    "POST /v1/phone-codes",
    summary="向手机号发送验证码",
    callers=Callers.PUBLIC,
    takes=PhoneCodeWanted,
    gives=PhoneCodeSent,
    status=202,
    refuses=(TooOftenError,),
)
def send_phone_code(call: Call) -> PhoneCodeSent:
    """Send a code to a phone."""
    wanted = call.body(PhoneCodeWanted, phone_faults)
    services().request_phone_code(number_of(wanted.phone), call.address)
    return PhoneCodeSent(detail="如果号码可以接收短信，验证码将在一分钟内送达。")


@sessions.operation(
    "POST /v1/sessions",
    summary="用手机验证码登录",
    callers=Callers.PUBLIC,
    takes=SessionWanted,
    gives=SessionOpened,
    status=201,
    refuses=(CodeRefusedError,),
)
def open_session(call: Call) -> SessionOpened:
    """Open a citizen's session."""
    wanted = call.body(SessionWanted, phone_faults)
    opened = services().open_citizen_session(number_of(wanted.phone), wanted.code)
    return SessionOpened(token=opened.token, expires_at=opened.expires_at)


@sessions.operation(
    "POST /v1/staff/sessions",
    summary="工作人员登录",
    callers=Callers.PUBLIC,
    takes=StaffSessionWanted,
    gives=StaffSessionOpened,
    status=201,
    refuses=(SignInRefusedError, PasswordOldError, TooOftenError),
)
def open_staff_session(call: Call) -> StaffSessionOpened:
    """Open an official's session."""
    wanted = call.body(StaffSessionWanted)
    opened = services().open_staff_session(wanted.username, Personal(wanted.password), wanted.totp)
    directory = services().directory_of(opened.account.county)
    return StaffSessionOpened(
        token=opened.token,
        expires_at=opened.expires_at,
        posts=list(_held(directory, opened.account.posts)),
    )


@sessions.operation(
    "POST /v1/staff/passwords",
    summary="更换密码",
    callers=Callers.PUBLIC,
    takes=PasswordWanted,
    status=204,
    refuses=(SignInRefusedError, TooOftenError),
)
def change_password(call: Call) -> None:
    """Take a new password; every session of the account is over, and the next one begins with it."""
    wanted = call.body(PasswordWanted)
    services().change_password(
        wanted.username, Personal(wanted.password), wanted.totp, Personal(wanted.new_password)
    )


@sessions.operation("DELETE /v1/sessions/current", summary="退出登录", callers=Callers.SIGNED_IN, status=204)
def close_session(call: Call) -> None:
    """End the session that comes with the request, a citizen's or an official's."""
    services().gate.close_session(call.token)


def _held(directory: Directory, posts: Iterable[PostId]) -> Iterator[PostHeld]:
    for post in map(directory.find_post, posts):
        if post is not None and post.active:
            yield PostHeld(
                post=post.id,
                role=post.role,
                title=post.title,
                org=post.org,
                org_name=directory.org(post.org).name,
            )
