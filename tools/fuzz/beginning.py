"""What stands before the first request: cases in several states, and real values to name."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from itertools import islice, product
from typing import Any, Final

from tools.client import Citizen, Official
from tools.fuzz.known import Known

COUNTY: Final = "helan"
PLACE: Final = "640122100"
ITEM: Final = "nongji-butie"
UNIT: Final = "640122-nyj"
BODY: Final = "640122-pz2"
"""The matter whose unit and supervising body the cast works at, so that cases travel between them."""

CHECKED: Final = ["办理时限", "办理过程", "办理结果", "回复内容"]
GRADES: Final = dict.fromkeys(("办理情况", "办理态度", "回复内容", "办理效果"), "满意")
WORKING: Final = ("intake", "unit_leader", "handler", "unit_party_committee")
"""Who has something to do in the cases that stand at the beginning."""
OF_EACH: Final = 3
"""So many cases begin in each state: actions move them on, and some must be left."""


def complaint(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Give a complaint that is filed as it stands."""
    return {
        "county": COUNTY,
        "kind": "非咨询",
        "place": PLACE,
        "item": ITEM,
        "source": {"type": "checklist", "ref": ITEM},
        "title": "补贴没有到账",
        "content": "去年秋天的农机补贴，到现在还没有到账。",
        "confidential": True,
        "may_call": False,
        "notices_accepted": True,
    } | changes


def begin(citizen: Citizen, officials: Mapping[str, Official]) -> Known:
    """File cases, bring them as far as a rating, and tell what is known now."""
    receipts, replied, closed = [], [], []
    for _ in range(OF_EACH):
        receipts.append(citizen.file(**complaint()))
        _named(citizen, officials)
        replied.append(_replied(citizen, officials))
        closed.append(_replied(citizen, officials))
        citizen.evaluate(closed[-1], GRADES)
    known = Known(
        values=_values(officials),
        sound={
            "POST /v1/desk/filings": some(OF_EACH, _filing_without_phone),
            "POST /v1/desk/lookups": some(OF_EACH * 4, lambda: _paper(receipts[0])),
        },
        fitting={
            "POST /v1/my/cases/{case_no}/evaluation": replied,
            "POST /v1/my/cases/{case_no}/hiding": closed,
            "POST /v1/my/cases/{case_no}/materials": [each["case_no"] for each in receipts],
        },
    )
    numbers = [each["case_no"] for each in citizen.call("GET", "/v1/my/cases")["items"]]
    known.values["case_no"] = numbers
    for official, case_no in product((officials[role] for role in WORKING), numbers):
        headers = {"Authorization": f"Bearer {official.token}", "Acting-Post": official.post}
        status, told = official.api.call("GET", f"/v1/desk/cases/{case_no}", headers=headers)
        if status == HTTPStatus.OK:
            known.learn_told(told, official.post)
    return known


def some(number: int, make: Callable[[], Any]) -> Callable[[], Any]:
    """Make so many, and then no more."""
    left: Iterator[int] = iter(range(number))
    return lambda: None if next(left, None) is None else make()


def _paper(receipt: Mapping[str, Any]) -> dict[str, str]:
    return {"case_no": receipt["case_no"], "query_code": receipt["query_code"]}


def _filing_without_phone() -> dict[str, Any]:
    return complaint(consent="当面", name="王小明")


def _named(citizen: Citizen, officials: Mapping[str, Official]) -> str:
    case_no: str = citizen.file(**complaint())["case_no"]
    leader, handler = officials["unit_leader"], officials["handler"]
    officials["intake"].act(case_no, "assign", unit=UNIT)
    leader.act(case_no, "name_handlers", leader=leader.post, handler=handler.post)
    return case_no


def _replied(citizen: Citizen, officials: Mapping[str, Official]) -> str:
    case_no = _named(citizen, officials)
    officials["handler"].act(case_no, "draft_reply", text="补贴已于昨日发放到卡，请查收。")
    officials["handler"].act(case_no, "submit_reply", outcome="已解决")
    for role in ("intake", "unit_party_committee"):
        officials[role].act(case_no, "pass_review", checked=CHECKED)
    return case_no


def _values(officials: Mapping[str, Official]) -> dict[str, list[Any]]:
    posts = [official.post for official in officials.values()]
    return {
        "county": [COUNTY, COUNTY, COUNTY, "jiansheng"],
        "kind": ["非咨询"],
        "place": [PLACE],
        "parent": [PLACE, "640122"],
        "item": [ITEM],
        "source": [{"type": "other"}, {"type": "checklist", "ref": ITEM}],
        "notices_accepted": [True],
        "complained_of": [None, {"unit": UNIT}],
        "happened_on": ["2025-10-01", None],
        "uploads": [[]],
        "unit": [UNIT, UNIT, "640122-jtj"],
        "body": [BODY, "640122-pz1"],
        "org": [UNIT, BODY],
        "leader": [officials["unit_leader"].post],
        "handler": [officials["handler"].post],
        "in_charge": posts,
        "checked": [CHECKED],
        "text": ["补贴已于昨日发放到卡，请查收。"],
        "phone": [f"138{number:08d}" for number in islice(range(10_000_000, 99_999_999, 7_919), 50)],
        "box": ["intake", "handling", "review", "closed", "tracking"],
    }
