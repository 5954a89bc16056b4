"""Refusals a caller may see. Anything else that is raised is our own fault (house style §7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class ErrorKind(Enum):
    """What went wrong, in the domain's terms; only `api/problems.py` knows the statuses."""

    UNAUTHENTICATED = "unauthenticated"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    INVALID = "invalid"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: a JSON pointer and what to do about it, in Chinese."""

    pointer: str
    detail: str


class DomainError(Exception):
    """A refusal a caller may see."""

    kind: ClassVar[ErrorKind]
    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, detail: str, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts: Mapping[str, object] = facts


class InvalidInputError(DomainError):
    """The input has faults; every one of them is named at once."""

    kind = ErrorKind.INVALID
    code = "invalid-input"
    title = "填写的内容有误"

    def __init__(self, faults: list[Fault] | tuple[Fault, ...]) -> None:
        super().__init__(
            "请按提示改正后再提交。",
            errors=[{"pointer": fault.pointer, "detail": fault.detail} for fault in faults],
        )
        self.faults = tuple(faults)


class CaseMissingError(DomainError):
    """No such case, or none that this person may see: the two answer alike (design §1 promise 3)."""

    kind = ErrorKind.MISSING
    code = "case-missing"
    title = "没有找到这个办件"

    def __init__(self) -> None:
        super().__init__("请核对编号；如果编号无误，可能不在您的查看范围内。")


class CountyMissingError(DomainError):
    """There is no such tenant (a tenant is called county whatever its level)."""

    kind = ErrorKind.MISSING
    code = "county-missing"
    title = "没有找到这个地方"

    def __init__(self) -> None:
        super().__init__("这里还没有开通，请从首页的列表里选择您所在的地方。")


class CaseNumberMistypedError(DomainError):
    """What was typed is no case number: wrong form or wrong check digit (storage §5)."""

    kind = ErrorKind.INVALID
    code = "case-number-mistyped"
    title = "编号好像抄错了"


class StaleCaseError(DomainError):
    """Somebody else changed the case since it was read; read again and retry."""

    kind = ErrorKind.CONFLICT
    code = "case-changed"
    title = "办件刚刚有了变化"

    def __init__(self, **facts: object) -> None:
        super().__init__("有人刚刚更新了这个办件，请刷新后再操作。", **facts)


class ActionNotOpenError(DomainError):
    """The case does not stand where this action is possible; what is open is listed."""

    kind = ErrorKind.CONFLICT
    code = "action-not-open"
    title = "现在不能这样操作"


class NotYoursError(DomainError):
    """The action is open, but not to this post."""

    kind = ErrorKind.FORBIDDEN
    code = "not-yours"
    title = "这项操作不由您的岗位办理"


class CaseStillOpenError(DomainError):
    """Only what has ended is taken off the citizen's list (A-17)."""

    kind = ErrorKind.CONFLICT
    code = "case-still-open"
    title = "这件还没有办结"

    def __init__(self) -> None:
        super().__init__("办结以后才能从列表中移除；现在不想继续，可以撤回投诉。")


class RequestReusedError(DomainError):
    """The same Idempotency-Key came with another body."""

    kind = ErrorKind.INVALID
    code = "idempotency-key-reused"
    title = "同一次提交的内容前后不一致"


class UnavailableError(DomainError):
    """A store did not answer; nothing is lost, the same request may be sent again."""

    kind = ErrorKind.UNAVAILABLE
    code = "try-again"
    title = "服务暂时繁忙"
