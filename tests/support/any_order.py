"""Store, engine and clock together: crashes between any two calls, deliveries in any order, two at once.

Whatever comes between, nothing that was acknowledged is lost, nothing happens twice, nobody is forgotten.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from moto import mock_aws

from chalicelib.domain.errors import RequestReusedError, StaleCaseError
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import Action, SourceType
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.effects.branching import BRANCHING
from chalicelib.domain.workflow.engine import FORESTALLED, open_to, tick
from chalicelib.ports.wake_shards import wake_shard
from chalicelib.usecases.file_case import Wanted
from tests.support.life import CITIZEN, FARMING_ITEM, XIGANG
from tests.support.running_office import Fault, Meanwhile, RunningOffice, untouched
from tests.support.stored_promises import check_case, check_wake_ups, unmarked
from tools.explore.cast import cast
from tools.explore.slices import ROAD
from tools.explore.standing import Standing
from tools.explore.ways import ways
from tools.explore.witness import Witness
from tools.explore.world import ordinary

WANTED = Wanted(
    county=CountyId("helan"),
    kind="非咨询",
    source=SourceType.CHECKLIST,
    source_ref=FARMING_ITEM.id,
    place=XIGANG,
    item=FARMING_ITEM.id,
    title="补贴没到账",
    content="去年的农机补贴一直没有到账。",
    complained_unit=None,
    complained_person=None,
    happened_on=None,
    demand=None,
    name=None,
    confidential=True,
    may_call=False,
    uploads=(),
)
MOST_CASES = 3
TWO_HEADS = BRANCHING | {Action.MERGE, Action.UNMERGE}
A_DAY = timedelta(days=1)
A_BODY, ANOTHER_BODY = "b" * 16, "c" * 16

faults = st.one_of(
    st.none(),
    st.builds(Fault, st.integers(0, 9), st.booleans(), st.booleans()),
    # The last of a filing's four writes is the head: what fails there is what hurts.
    st.builds(
        Fault, st.sampled_from((0, 1, 2, 3, 3, 3, 4)), st.booleans(), st.booleans(), st.just("PutItem")
    ),
)
often = st.sampled_from((True, True, True, False))
picks = st.integers(0, 10**6)


class AnyOrder(RuleBasedStateMachine):
    """An office in which everything happens that may, in any order."""

    tamper = staticmethod(untouched)

    def __init__(self):
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            self.patch.setenv(name, "test")
        self.moto = mock_aws()
        self.moto.start()
        self.office = RunningOffice(self.patch, self.tamper)
        self.person = self.office.services.people.person_with(
            Personal("+8613900000001"), self.office.clock.now()
        )
        self.numbers = count(1)
        self.filings, self.acts, self.branched = {}, [], {}

    def teardown(self):
        try:
            self.heal()
        finally:
            self.moto.stop()
            self.patch.undo()
            super().teardown()

    # what people do
    @initialize(fault=faults)
    def file_one(self, fault):
        self.file(fault=fault, comes_again=True)

    @precondition(lambda self: len(self.filings) < MOST_CASES)
    @rule(fault=faults, comes_again=often)
    def file(self, fault, comes_again):
        key, act = f"key-{next(self.numbers)}", self._act(CITIZEN, Action.FILE)

        def work(services):
            return services.file_case.replayed(self.person, key, act) or services.file_case(
                WANTED, self.person, key, act
            )

        filed = self.office.attempt(work, fault)
        if filed is None and comes_again:
            filed = self.office.attempt(work)
        self.filings[key] = (act, filed.case.case_no if filed else None)

    @precondition(lambda self: self._open_cases())
    @rule(which=picks, whats=st.lists(picks, min_size=1, max_size=4), fault=faults, comes_again=often)
    def act(self, which, whats, fault, comes_again):
        case = self._one_of(self._open_cases(), which)
        for what in whats[:-1]:
            self._act_on(case.case_no, what, goes_on=True)
        self._act_on(
            case.case_no, whats[-1], goes_on=bool(whats[-1] % 4), fault=fault, comes_again=comes_again
        )

    @precondition(lambda self: self._open_cases())
    @rule(which=picks, what=picks, fault=faults, comes_again=often)
    def change_two_heads(self, which, what, fault, comes_again):
        """Split, report, merge, unmerge: what chance alone would seldom choose."""
        case = self._one_of(self._open_cases(), which)
        act = self._offered(case, what, besides=frozenset(Action) - TWO_HEADS)
        if act is not None:
            self._try(case, act, fault, comes_again=comes_again)

    @precondition(lambda self: self.acts)
    @rule(which=picks)
    def send_the_same_act_again(self, which):
        case_no, act = self._one_of(self.acts, which)
        before = self.office.services.cases.get(case_no)
        assert self.office.attempt(self._taking(before, act)) == before
        with pytest.raises(RequestReusedError):
            self.office.attempt(self._taking(before, replace(act, body=ANOTHER_BODY)))

    @precondition(lambda self: self._open_cases())
    @rule(which=picks, one=picks, other=picks, goes_on=often)
    def two_act_at_once(self, which, one, other, goes_on):
        case = self._one_of(self._open_cases(), which)
        self.office.clock.pass_by(minutes=1)
        # What leaves no trace in its case is never in anybody's way.
        first, second = (
            self._offered(case, what, goes_on=goes_on, besides=BRANCHING) for what in (one, other)
        )

        def work(services):
            store = Meanwhile(services.cases, lambda: self._taking(case, first)(services))
            hurried = replace(services.take_action, cases=store)
            with pytest.raises(StaleCaseError):
                hurried(case, second, version=case.version)
            return True

        assert self.office.attempt(work)
        self.acts.append((case.case_no, first))

    # what the clock, the stream and the queue do
    @rule(hours=st.sampled_from((1, 10, 24, 72, 168)))
    def time_passes(self, hours):
        self.office.pass_by(hours=hours)

    @rule(fault=faults, is_doubled=st.booleans())
    def sweep(self, fault, is_doubled):
        def work(services):
            for shard in sorted({wake_shard(case.case_no) for case in self._cases()}):
                store = services.cases
                if is_doubled:
                    store = Meanwhile(services.cases, lambda shard=shard: services.sweep(shard))
                replace(services.sweep, cases=store)(shard)
            return True

        self.office.attempt(work, fault)

    @precondition(lambda self: self.office.told)
    @rule(how=st.sampled_from(("in order", "backwards", "all again", "with a hole")), fault=faults)
    def deliver(self, how, fault):
        office = self.office
        if how == "with a hole":
            office.undelivered[:1] = []
        records = {"backwards": office.undelivered[::-1], "all again": office.told}.get(
            how, office.undelivered
        )
        came = list(records)
        if office.attempt(lambda _: office.deliver(came) or True, fault):
            office.undelivered = [record for record in office.undelivered if record not in came]

    @precondition(lambda self: self.acts or self.office.queue.waiting)
    @rule(fault=faults, is_doubled=st.booleans())
    def send(self, fault, is_doubled):
        self.office.attempt(lambda services: services.dispatch.release_notices(100) + 1, fault)
        for envelope in self.office.queue.take():
            for _ in range(1 + is_doubled):
                if not self.office.attempt(self._sending(envelope), fault):
                    self.office.queue.waiting.append(envelope)

    # what must hold
    @invariant()
    def what_is_stored_keeps_every_promise(self):
        services, cases = self.office.services, self._cases()
        check_wake_ups(services, cases)
        for case in cases:
            check_case(services, case)
        made = {case.case_no: self._made(case) for case in cases}
        filed = [request for each in made.values() for request, action in each if action is Action.FILE]
        for act, case_no in self.filings.values():
            assert filed.count(act.request) <= 1, "two cases for one key (storage §6)"
            assert case_no is None or (act.request, Action.FILE) in made[case_no], "a filing is lost"
        for case_no, act in self.acts:
            done = self._times(case_no, act, made)
            # What the clock had done in that very moment, the act adds nothing to.
            assert done == 1 or (not done and act.action in FORESTALLED), "an act is lost, or done twice"

    def _times(self, case_no, act, made):
        """How often an act was done; a part that it took out of its case has its own number (A-20)."""
        if act.action not in BRANCHING:
            return made[case_no].count((act.request, act.action))
        parts = made.get(self.branched[act.request], []).count((act.request, act.action))
        told = made[case_no].count((act.request, Action.REDACT))
        assert act.action is not Action.SPLIT or parts == told, "half a split (R-77)"
        return told if act.action is Action.REDACT else parts

    def heal(self):
        """Let everything come right: nothing fails, everybody comes once more, the day goes by."""
        office = self.office
        for _ in range(3):
            office.pass_by(hours=24)
            self.sweep(fault=None, is_doubled=False)
            for case in self._cases():
                marks = office.services.dispatch.messages.marks_of(case.case_no)
                office.services.dispatch.heal_notices.thoroughly(case, marks)
            self.send(fault=None, is_doubled=True)
        self.what_is_stored_keeps_every_promise()
        recently = office.clock.now() - A_DAY
        for case in self._cases():
            forgotten = [each for each in unmarked(office.services, case) if each.at < recently]
            assert not forgotten, f"owed and never sent: {forgotten} (storage §9)"

    # what the rules above are made of
    def _cases(self):
        services = self.office.services
        numbers = [*services.people.cases_of(self.person), *self.branched.values()]
        return services.cases.get_many(list(dict.fromkeys(numbers)))

    def _open_cases(self):
        return [case for case in self._cases() if not case.has_ended]

    def _made(self, case):
        """Give what was asked for, and under which request; an act may sign the order in besides (R-21)."""
        entries = [entry for entry, _ in self.office.services.cases.timeline(case)]
        return [(entry.request, entry.action) for entry in entries if entry.request]

    def _act(self, actor, action, **inputs):
        request = f"{next(self.numbers):016x}"
        return Act(action=action, actor=actor, request=request, body=A_BODY, **inputs)

    def _taking(self, case, act):
        """Take an act as a route does: the case is read anew, the version is the one that was seen."""

        def work(services):
            now = services.cases.get(case.case_no)
            return services.take_action(now, act, version=case.version, person=self.person)

        return work

    def _act_on(self, case_no, what, *, goes_on, fault=None, comes_again=True):
        case = self.office.services.cases.get(case_no)
        if case.has_ended:
            return
        self.office.clock.pass_by(minutes=1)  # A term that begins anew begins at another instant.
        self._try(case, self._offered(case, what, goes_on=goes_on), fault, comes_again=comes_again)

    def _try(self, case, act, fault, *, comes_again):
        done = self.office.attempt(self._taking(case, act), fault)
        if done is None and comes_again:
            done = self.office.attempt(self._taking(case, act))
        if done is not None:
            self.acts.append((case.case_no, act))

    def _sending(self, envelope):
        return lambda services: services.dispatch.send_notice(envelope)

    def _offered(self, case, what, *, goes_on=False, besides=frozenset()):
        """Choose something that is offered to somebody, with inputs that are taken."""
        around = self.office.services.surroundings.of(case)
        settled = tick(case, around).after
        others = [each for each in self._cases() if each.case_no != case.case_no]
        # What may be merged is merged with another case of this office.
        world = replace(ordinary(), lead=self._one_of(others, what) if others else None)
        standing = Standing(case=settled, now=around.now, world=world, witness=Witness())
        offers = [
            (actor, rule) for actor in cast(settled, world).values() for rule in open_to(actor, case, around)
        ]
        onward = [offer for offer in offers if offer[1].action in ROAD] if goes_on else []
        acts = [
            (actor, rule.action, inputs)
            for actor, rule in onward or offers
            if rule.action not in besides
            for inputs in ways(rule, actor, standing)
        ]
        if not acts:
            return None
        actor, action, inputs = self._one_of(acts, what)
        if action in BRANCHING:
            # A wording that stays is another one each time.
            inputs = replace(inputs, text=f"{inputs.text}（第{next(self.numbers)}稿）")
        act = self._act(actor, action, inputs=inputs)
        if action in BRANCHING:
            self.branched[act.request] = next(
                iter(self.office.services.take_action.branch_off.numbers(case, act))
            )
        return act

    @staticmethod
    def _one_of(choices, which):
        return choices[which % len(choices)]
