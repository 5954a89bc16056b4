"""Days as a person reads them aloud: 2022年7月8日, 9日至10日."""

from datetime import date
from typing import Final

_WEEKDAYS: Final = "一二三四五六日"


def day_in_full(day: date) -> str:
    """Say a day with year and weekday: 2022年7月13日（周三）."""
    return f"{day_with_year(day)}（周{_WEEKDAYS[day.weekday()]}）"


def day_with_year(day: date) -> str:
    """Say a day with its year: 2022年7月13日."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_within(year: int, day: date) -> str:
    """Say a day to somebody who has `year` in mind: 7月13日, or the year too if it is another."""
    return f"{day.month}月{day.day}日" if day.year == year else day_with_year(day)


def day_after(before: date, day: date) -> str:
    """Say a day to somebody who has just heard `before`: only what has changed since."""
    is_same_month = (before.year, before.month) == (day.year, day.month)
    return f"{day.day}日" if is_same_month else day_within(before.year, day)
