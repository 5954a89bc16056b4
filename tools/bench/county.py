"""The people and the matter of a measured life: whoever the directory of the stack's first county names."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tools.client import Api, Citizen, Office, Official

CHECKED = ["办理时限", "办理过程", "办理结果", "回复内容"]
ASPECTS = ("办理情况", "办理态度", "回复内容", "办理效果")
TITLE = "去年的农机补贴到现在还没有到账，问了两次都说在办"
# As long as the complaints and replies that storage §3 measured, and as hard to compress.
CONTENT = "".join(chr(0x4E00 + (at * 7919) % 6000) for at in range(175))
REPLY = CONTENT[::-1]


@dataclass
class County:
    """A county behind the door.

    Attributes:
        citizen: Somebody who is signed in.
        office: The officials.
    """

    door: Api
    citizen: Citizen
    office: Office

    @cached_property
    def id(self) -> str:
        """Its id."""
        first: str = self.office.accounts[0]["county"]
        return first

    @cached_property
    def item(self) -> dict[str, Any]:
        """An item for which a unit answers that has a handler, a leader and a party committee."""
        items: list[dict[str, Any]] = self.door.must("GET", f"/v1/counties/{self.id}/checklist")["items"]
        wanted = {"handler", "unit_leader", "unit_party_committee"}
        held = {(each["org"], each["role"]) for each in self.office.accounts}
        return next(item for item in items if wanted <= {role for org, role in held if org == _unit(item)})

    @cached_property
    def place(self) -> str:
        """A village of it."""
        places = self.door.must("GET", f"/v1/counties/{self.id}/places")["items"]
        village: str = next(place["id"] for place in places if place["type"] == "village")
        return village

    def complaint(self) -> dict[str, Any]:
        """Give the body of a complaint."""
        return {
            "county": self.id,
            "kind": "非咨询",
            "source": {"type": "checklist", "ref": self.item["id"]},
            "place": self.place,
            "title": TITLE,
            "content": CONTENT,
            "name": "王某",
            "confidential": True,
            "may_call": False,
            "uploads": [],
            "notices_accepted": True,
        }

    def file_only(self) -> None:
        """File a complaint, and ask nothing more."""
        self.citizen.call("POST", "/v1/cases", self.complaint())

    def file(self) -> "Matter":
        """File a complaint, and see how it stands."""
        matter = Matter(county=self)
        matter.file()
        matter.look()
        return matter


@dataclass
class Matter:
    """A case of this county, and who acts on it; its version is kept, so that an act is one request."""

    county: County
    case_no: str = ""
    version: int = 0

    def file(self) -> None:
        """File it."""
        filed = self.county.citizen.call("POST", "/v1/cases", self.county.complaint())
        self.case_no = filed["case_no"]

    def look(self) -> dict[str, Any]:
        """See how it stands, as the body that watches over it."""
        case = self.body.case(self.case_no)
        self.version = case["version"]
        return case

    def act(self, official: Official, action: str, **inputs: Any) -> None:  # noqa: ANN401 - JSON
        """Take an action on the case as it was last seen."""
        answer = official.act(self.case_no, action, version=self.version, **inputs)
        self.version = answer["version"]

    @property
    def unit(self) -> str:
        """The unit that answers for it."""
        return _unit(self.county.item)

    @cached_property
    def body(self) -> Official:
        """Whoever takes it in and watches over it."""
        org = self.county.item["supervising_body"]["id"]
        office = self.county.office
        found = next(
            each for each in office.accounts if each["org"] == org and each["role"] in {"intake", "county"}
        )
        return office.holding(found["post"])

    def of_unit(self, role: str) -> Official:
        """Give the official of the unit in a role."""
        return self.county.office.at(self.unit, role)


def _unit(item: dict[str, Any]) -> str:
    unit: str = item["responsible_unit"]["id"]
    return unit
