"""Derive `chalicelib/data/calendars/cn.json` from the development package `chinesecalendar`.

    python -m tools.derive_calendars

The package knows which days are off and worked; which notice said so, and where it stands, is kept
here. A deployment takes the next notice in by `make calendar`; for the next release raise the package's
pin, add the notice below, raise VERSION, run this, and read the difference against the notice itself.
Versions of releases after 2026.1 end in a letter (2027.a): numbers are given by `make calendar`, and one
version must not name two contents. `tests/domain/deadlines` compares the result day by day with two
independent packages.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from chinese_calendar.constants import holidays, workdays

VERSION: Final = "2026.1"
SHIPPED: Final = Path(__file__).parents[1] / "chalicelib" / "data" / "calendars" / "cn.json"

_POLICY_LIBRARY: Final = "https://www.gov.cn/zhengce/zhengceku"
NOTICES: Final = {
    2020: ("国办发明电〔2019〕16号", "2019-11-21", f"{_POLICY_LIBRARY}/2019-11/21/content_5454164.htm"),
    2021: ("国办发明电〔2020〕27号", "2020-11-25", f"{_POLICY_LIBRARY}/2020-11/25/content_5564127.htm"),
    2022: ("国办发明电〔2021〕11号", "2021-10-25", f"{_POLICY_LIBRARY}/2021-10/25/content_5644835.htm"),
    2023: ("国办发明电〔2022〕16号", "2022-12-08", f"{_POLICY_LIBRARY}/2022-12/08/content_5730844.htm"),
    2024: ("国办发明电〔2023〕7号", "2023-10-25", f"{_POLICY_LIBRARY}/202310/content_6911528.htm"),
    2025: ("国办发明电〔2024〕12号", "2024-11-12", f"{_POLICY_LIBRARY}/202411/content_6986383.htm"),
    2026: ("国办发明电〔2025〕7号", "2025-11-04", f"{_POLICY_LIBRARY}/202511/content_7047091.htm"),
}

# The package knows how the Spring Festival of 2020 ended, not how it had first been planned:
# the second notice prolonged it by three days and took back the make-up Saturday.
PROLONGED: Final = "国办发明电〔2020〕1号", "2020-01-27", f"{_POLICY_LIBRARY}/2020-01/27/content_5472352.htm"
PROLONGED_DAYS: Final = ("2020-01-31", "2020-02-01", "2020-02-02")
FIRST_PLANNED_AS_WORKED: Final = "2020-02-01"

NAMES: Final = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
# In these years one holiday was given for two festivals; the notices head it with both names.
JOINT_NAMES: Final = {2020: "国庆节、中秋节", 2023: "中秋节、国庆节", 2025: "国庆节、中秋节"}

# The thirteen statutory days, for the years whose notice is not out.
REGULATION: Final = "全国年节及纪念日放假办法（国务院令第795号，2025年1月1日起施行）第二条"
EVERY_YEAR: Final = {
    "元旦": ("01-01",),
    "劳动节": ("05-01", "05-02"),
    "国庆节": ("10-01", "10-02", "10-03"),
}
LUNAR_AND_SOLAR_TERM_DAYS: Final = {
    2027: {
        "春节": ("2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"),
        "清明节": ("2027-04-05",),
        "端午节": ("2027-06-09",),
        "中秋节": ("2027-09-15",),
    }
}


def derived() -> str:
    """Give the text of the shipped file."""
    document = {
        "calendar": "CN",
        "version": VERSION,
        "name": "全国",
        "basis": "国务院办公厅关于部分节假日安排的通知（逐年）",
        "notices": [notice for year in NOTICES for notice in _notices_of(year)],
        "statutory": {
            "basis": REGULATION,
            "every_year": _groups(EVERY_YEAR),
            "years": [{"year": year, "days_off": _statutory(year)} for year in LUNAR_AND_SOLAR_TERM_DAYS],
        },
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return re.sub(r"\{\s+(\"name\": [^\[\]{}]+\[[^\]]+\])\s+\}", _on_one_line, text) + "\n"


def _notices_of(year: int) -> list[dict[str, Any]]:
    off = _of_notice(year, holidays)
    worked = _of_notice(year, workdays)
    if year != date.fromisoformat(FIRST_PLANNED_AS_WORKED).year:
        return [_notice(year, NOTICES[year], off, worked)]
    first = {name: [day for day in days if day not in PROLONGED_DAYS] for name, days in off.items()}
    planned = {**worked, "春节": [*worked["春节"], FIRST_PLANNED_AS_WORKED]}
    return [
        _notice(year, NOTICES[year], first, planned),
        _notice(year, PROLONGED, {"春节": list(PROLONGED_DAYS)}, {}),
    ]


def _of_notice(year: int, days: dict[date, str]) -> dict[str, list[str]]:
    """Gather the days of one year's notice; New Year's days in December belong to the next year's."""
    named = defaultdict(list)
    for day, english in sorted(days.items()):
        is_ahead = english == "New Year's Day" and day.month == 12  # noqa: PLR2004  (December)
        if day.year + is_ahead == year:
            named[_name(year, english)].append(day.isoformat())
    return named


def _name(year: int, english: str) -> str:
    name = NAMES[english]
    return JOINT_NAMES.get(year, name) if name in {"中秋节", "国庆节"} else name


def _notice(
    year: int, published: tuple[str, str, str], off: dict[str, list[str]], worked: dict[str, list[str]]
) -> dict[str, Any]:
    document, published_on, source = published
    return {
        "year": year,
        "document": document,
        "source": source,
        "published_on": published_on,
        "days_off": _groups(off),
        "make_up_workdays": _groups(worked),
    }


def _statutory(year: int) -> list[dict[str, Any]]:
    fixed = {name: tuple(f"{year}-{day}" for day in days) for name, days in EVERY_YEAR.items()}
    named = {**fixed, **LUNAR_AND_SOLAR_TERM_DAYS[year]}
    return _groups(dict(sorted(named.items(), key=lambda group: group[1])))


def _groups(named: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    return [{"name": name, "days": list(days)} for name, days in named.items()]


def _on_one_line(group: re.Match[str]) -> str:
    return "{" + re.sub(r"\s+", " ", group[1]).replace("[ ", "[").replace(" ]", "]") + "}"


if __name__ == "__main__":
    SHIPPED.write_text(derived(), encoding="utf-8")
    print(f"wrote {SHIPPED.name}, version {VERSION}")
