"""Refusals that only the edge knows: what cannot be read, is too large, or lacks what a route asks for."""

from chalicelib.domain.errors import DomainError, ErrorKind


class UnreadableError(DomainError):
    """The body is no single JSON value in UTF-8 that means one thing."""

    kind = ErrorKind.UNREADABLE
    code = "unreadable"
    title = "提交的内容无法读取"


class TooLargeError(DomainError):
    """The body is readable, but longer than the route takes (docs/limits.md)."""

    kind = ErrorKind.TOO_LARGE
    code = "too-large"
    title = "提交的内容过长"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"一次最多提交 {most // 1024} KB，请精简文字；图片和文件请作为附件上传。", most_bytes=most
        )


class KeyMissingError(DomainError):
    """A request that changes a case came without a usable Idempotency-Key (design §6)."""

    kind = ErrorKind.INVALID
    code = "idempotency-key-missing"
    title = "缺少 Idempotency-Key"

    def __init__(self) -> None:
        super().__init__(
            "请在请求头 Idempotency-Key 中写一个只用于这次提交的标识（1 至 128 个可见 ASCII 字符），"
            "重试时保持不变。"
        )


class CursorRefusedError(DomainError):
    """The cursor was not given to this person for this list."""

    kind = ErrorKind.UNREADABLE
    code = "cursor-refused"
    title = "翻页标记无效"

    def __init__(self) -> None:
        super().__init__("请从第一页重新开始查看。")
