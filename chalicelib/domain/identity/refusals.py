"""Refusals before the door: who are you, not so often, not so many."""

from chalicelib.domain.errors import DomainError, ErrorKind


class UnauthenticatedError(DomainError):
    """The route asks for a session, and none that is still valid came with the request."""

    kind = ErrorKind.UNAUTHENTICATED
    code = "sign-in-needed"
    title = "请先登录"

    def __init__(self) -> None:
        super().__init__("登录信息缺失或已过期，请重新登录后再试。")


class CodeRefusedError(DomainError):
    """The code is wrong, used, expired or tried too often; which of these is nobody's business."""

    kind = ErrorKind.UNAUTHENTICATED
    code = "phone-code-refused"
    title = "验证码不正确"

    def __init__(self) -> None:
        super().__init__("验证码不正确或已失效，请核对后重试，或重新获取验证码。")


class QueryCodeNeededError(DomainError):
    """The case ended long ago: the phone may have changed hands, so its code is asked too (A-17)."""

    kind = ErrorKind.FORBIDDEN
    code = "query-code-needed"
    title = "需要查询码"

    def __init__(self) -> None:
        super().__init__(
            "这件已办结半年以上，手机号可能已经换了主人。请输入提交时收到的 8 位查询码；"
            "找不到查询码的，请向受理单位询问。"
        )


class QueryCodeRefusedError(DomainError):
    """The query code is not this case's; tries are counted (docs/limits.md)."""

    kind = ErrorKind.FORBIDDEN
    code = "query-code-refused"
    title = "查询码不对"

    def __init__(self) -> None:
        super().__init__("请对照提交时收到的短信或回执，核对 8 位查询码后再试。")


class LookupRefusedError(DomainError):
    """Number and query code do not belong together; whether there is such a case is not told (A-18)."""

    kind = ErrorKind.MISSING
    code = "lookup-refused"
    title = "编号和查询码对不上"

    def __init__(self) -> None:
        super().__init__("请对照回执，核对编号和 8 位查询码后再查；只能查本县（区）的办件。")


class SignInRefusedError(DomainError):
    """Username, password and one-time code do not belong together; which is wrong is not told."""

    kind = ErrorKind.UNAUTHENTICATED
    code = "sign-in-refused"
    title = "登录未成功"

    def __init__(self) -> None:
        super().__init__("用户名、密码或动态口令不正确，请核对后重试；动态口令每个只能用一次。")


class PasswordOldError(DomainError):
    """The password was handed out by somebody else: it opens nothing but the way to one of their own."""

    kind = ErrorKind.FORBIDDEN
    code = "password-old"
    title = "请先换一个密码"

    def __init__(self) -> None:
        super().__init__("现在的密码是别人给的，请先换成自己的，再登录；动态口令要等下一个。")


class TooOftenError(DomainError):
    """A limit is reached; `retry_after` says in how many seconds the next try is worth while."""

    kind = ErrorKind.TOO_MANY
    code = "too-often"
    title = "操作过于频繁"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"请在 {_spoken(retry_after)}后再试。", retry_after=retry_after)


class PostNotChosenError(DomainError):
    """The account holds several posts, or not the one that was named; the ones it holds are listed."""

    kind = ErrorKind.INVALID
    code = "choose-post"
    title = "请选择岗位"

    def __init__(self, posts: list[dict[str, str]]) -> None:
        super().__init__("请在请求头 Acting-Post 中写明以哪个岗位办理。", posts=posts)


class NoPostError(DomainError):
    """The account exists, but no active post is its own."""

    kind = ErrorKind.FORBIDDEN
    code = "no-post"
    title = "您目前没有在任岗位"

    def __init__(self) -> None:
        super().__init__("请联系本单位的系统管理员确认岗位设置。")


def _spoken(seconds: int) -> str:
    """Say a wait as people do, never shorter than it is."""
    for size, unit in ((3600, "小时"), (60, "分钟")):
        if seconds > size:
            return f"{-(-seconds // size)} {unit}"
    return f"{seconds} 秒"
