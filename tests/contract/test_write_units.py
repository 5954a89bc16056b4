"""What a life costs to write, counted from item sizes (storage §6, design §5)."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.identifiers import PersonId
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.act import Act, Actor, Decision, Inputs
from chalicelib.domain.workflow.engine import decide
from chalicelib.ports.messages import Mark
from infra.tables import TABLES
from tests.support.decisions import fingerprint
from tests.support.life import ALL_TICKED, Life, a_life
from tests.support.stores import Stores, dynamo_stores
from tools.bench.item_sizes import read_units, size_of_item
from tools.bench.meter import Meter

BUDGET = 36 + 2
"""Of the measured life, and of the draft that this life keeps by an act of its own (storage §6)."""

TITLE = "去年的农机补贴到现在还没有到账，问了两次都说在办"
# As long as the complaints and replies that storage §3 measured, and as hard to compress.
CONTENT = "".join(chr(0x4E00 + (at * 7919) % 6000) for at in range(175))
REPLY = CONTENT[::-1]


@dataclass
class StoredLife(Life):
    """A life whose every act goes through the store."""

    stores: Stores | None = None
    acts: int = 0

    @property
    def around(self):
        return replace(super().around, refer=lambda text: self.stores.cases.refer(self.case.case_no, text))

    def do(self, actor: Actor, action: Action, **inputs: Any):
        self.acts += 1
        request, body = fingerprint(f"request {self.acts}"), fingerprint(f"body {self.acts}")
        act = Act(action=action, actor=actor, inputs=Inputs(**inputs), request=request, body=body)
        return self._keep(decide(self.case, act, self.around))

    def _keep(self, decision):
        self.case = self.stores.cases.commit(decision)
        return self.case

    def filed(self):
        """File through guard, key, text and head."""
        person, cases = PersonId(str(UUID(int=1))), self.stores.cases
        self.stores.people.guard_filing(
            person, str(UUID(int=2)), "b" * 64, self.case.case_no, Personal("王某"), self.now
        )
        cases.prepare(self.case.case_no)
        title, content = self.around.refer(TITLE), self.around.refer(CONTENT)
        case = replace(self.case, complaint=replace(self.case.complaint, title=title, content=content))
        entry = replace(case.tail[0], request=fingerprint("file"), body=fingerprint("body"))
        decision = Decision(before=None, after=case, entries=(entry,), texts={title: TITLE, content: CONTENT})
        self.case = cases.create(decision, person)

    def passed_by(self, reviewer):
        self.do(reviewer, Action.PASS_REVIEW, checked=ALL_TICKED)

    def told_thrice(self):
        """Leave the marks of three messages."""
        for entry in self.case.tail[:3]:
            self.stores.messages.mark(
                Mark(case_no=self.case.case_no, seq=entry.seq, to="citizen", at=self.now, provider_id="m-1")
            )


@pytest.fixture
def stores(aws):
    return dynamo_stores(aws)


def test_a_life_is_written_within_its_units(stores):
    plain = a_life()
    life = StoredLife(case=plain.case, now=plain.now, stores=stores)
    # The monthly keys are made once a month, not once a life.
    for months in (stores.cases._seals.matter, stores.cases._seals.people):
        months.seal(b"", b"")
    meter = Meter(stores.connection.client, {table.name: table.indexes for table in TABLES})
    units = {}
    for what, act in {
        "file": life.filed,
        "assign": life.assigned,
        "name_handlers": life.named,
        "draft_reply": lambda: life.drafted(REPLY),
        "submit_reply": life.submitted,
        "pass_review 1": lambda: life.passed_by(life.body),
        "pass_review 2": lambda: life.passed_by(life.committee),
        "evaluate, close": life.rated,
        "three marks": life.told_thrice,
    }.items():
        act()
        units[what] = sum(meter.reading().written.values())
    assert life.case.state is State.CLOSED
    assert units["file"] == 6
    assert sum(units.values()) <= BUDGET, units


@pytest.mark.parametrize(
    ("item", "size"),
    [
        pytest.param({"pk": {"S": "补贴"}}, 2 + 6, id="text-in-bytes"),
        pytest.param({"at": {"N": "1795305600"}}, 2 + 5, id="zeros-at-the-end-cost-nothing"),
        pytest.param({"n": {"N": "-0.25"}}, 1 + 3, id="a-sign-costs-one"),
        pytest.param({"b": {"B": b"123"}, "t": {"BOOL": True}}, 4 + 2, id="bytes-and-booleans"),
        pytest.param({"m": {"M": {"a": {"S": "x"}}}}, 1 + 3 + 1 + 1 + 1, id="maps"),
        pytest.param({"l": {"L": [{"S": "x"}]}, "s": {"SS": ["ab", "c"]}}, 1 + 3 + 2 + 1 + 3, id="lists"),
    ],
)
def test_sizes_are_those_that_are_billed(item, size):
    assert size_of_item(item) == size


def test_an_eventual_read_costs_half():
    item = {"pk": {"S": "k" * 5000}}
    assert (read_units(item), read_units(item, strongly=False)) == (2, 1)
