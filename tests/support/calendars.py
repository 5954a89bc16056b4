"""The shipped calendars and short names for limits."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.vocabulary import Unit

SHIPPED = Path(__file__).parents[2] / "chalicelib" / "data" / "calendars"


def shipped_document(name: str) -> dict[str, Any]:
    return json.loads((SHIPPED / name).read_text(encoding="utf-8"))


CN_DOCUMENT = shipped_document("cn.json")
NX_DOCUMENT = shipped_document("cn-nx.json")
CN = calendar_of(CN_DOCUMENT)
CN_NX = calendar_of(CN_DOCUMENT, [NX_DOCUMENT])


def published_up_to(year: int) -> dict[str, Any]:
    """Give the national document as it stood before the notice of the next year came out."""
    document = deepcopy(CN_DOCUMENT)
    document["notices"] = [notice for notice in document["notices"] if notice["year"] <= year]
    return document


def first_notice_of_2020_only() -> dict[str, Any]:
    """Give the national document as it stood before the Spring Festival of 2020 was prolonged."""
    document = published_up_to(2020)
    return document | {"version": "2020.1", "notices": document["notices"][:1]}


FIRST_OF_2020, SECOND_OF_2020 = CN_DOCUMENT["notices"][:2]


def a_notice(year: int = 2027, **changes: Any) -> dict[str, Any]:
    """Give a notice as a file holds it; nobody knows yet what the one of 2027 will say."""
    notice = {
        "year": year,
        "document": f"国办发明电〔{year - 1}〕8号",
        "source": "https://www.gov.cn/zhengce/zhengceku/",
        "published_on": f"{year - 1}-11-05",
        "days_off": [{"name": "元旦", "days": [f"{year}-01-01", f"{year}-01-02", f"{year}-01-03"]}],
        "make_up_workdays": [],
    }
    return notice | changes


def days(name: str, *named: str) -> list[dict[str, Any]]:
    """Give days under one name, as documents group them."""
    return [{"name": name, "days": list(named)}]


def working_days(n: int) -> Limit:
    return Limit(n, Unit.WORKING_DAY)


def calendar_days(n: int) -> Limit:
    return Limit(n, Unit.CALENDAR_DAY)


def months(n: int) -> Limit:
    return Limit(n, Unit.MONTH)
