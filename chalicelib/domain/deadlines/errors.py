"""Refusals of the calendar."""

from chalicelib.domain.errors import DomainError, ErrorKind


class CalendarTooShortError(DomainError):
    """The day lies before the first year that the calendar knows."""

    kind = ErrorKind.INVALID
    code = "calendar-too-short"
    title = "日期早于工作日历"
