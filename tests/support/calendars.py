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


def working_days(n: int) -> Limit:
    return Limit(n, Unit.WORKING_DAY)


def calendar_days(n: int) -> Limit:
    return Limit(n, Unit.CALENDAR_DAY)


def months(n: int) -> Limit:
    return Limit(n, Unit.MONTH)
