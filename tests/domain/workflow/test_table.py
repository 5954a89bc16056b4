"""The table is sound: nothing ambiguous, nothing unreachable, no dead end, every word known."""

import json
import re
from dataclasses import replace
from itertools import chain, product

import pytest

from chalicelib.domain.errors import ActionNotOpenError
from chalicelib.domain.labels import ACTIONS, CHOICES, CONDITIONS, DUTIES, PARTIES, ROLES, STATES, TERMS
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.vocabulary import (
    CLOCK_ACTIONS,
    FINAL_STATES,
    Action,
    DutyKind,
    Role,
    SourceType,
    State,
    Term,
)
from chalicelib.domain.workflow.act import Act, Actor
from chalicelib.domain.workflow.conditions.main_line import groups
from chalicelib.domain.workflow.engine import RULES, decide
from chalicelib.domain.workflow.inputs import CATALOGUE, FREE_TEXTS
from chalicelib.domain.workflow.rule import ALWAYS, ANY, Party
from chalicelib.domain.workflow.rules.clock import CLOCK_RULES
from chalicelib.domain.workflow.seats.ownership import SIGNED
from chalicelib.domain.workflow.table import TABLE
from tests.support.life import COUNTY_BODY, a_life
from tests.support.rulebooks import ELSEWHERE, SHIPPED, shipped

WHOLE = (*TABLE, *CLOCK_RULES)
CLAUSE = re.compile(r"(?:[HJCKSNX]-|[ARX]-|C-M|C-N)\d+(?:\.\d+)*(?:\.?[a-z])?")
FIRST = (State.FILED, State.INTAKE)


def moves():
    return {(source, rule.target or source) for rule in WHOLE for source in rule.sources}


def reachable(begin, steps):
    seen, ahead = set(begin), list(begin)
    while ahead:
        here = ahead.pop()
        for source, target in steps:
            if source == here and target not in seen:
                seen.add(target)
                ahead.append(target)
    return seen


def test_no_two_rules_stand_at_one_place_under_one_name():
    places = [
        (source, rule.action, rule.when.name, rule.choice.name) for rule in WHOLE for source in rule.sources
    ]
    assert len(places) == len(set(places))


def test_a_condition_s_name_stands_for_one_claim():
    claims = {rule.when.name: rule.when for rule in WHOLE}
    assert all(claims[rule.when.name] is rule.when for rule in WHOLE)


def test_choices_come_as_whole_pairs():
    pairs = {frozenset(pair) for pair in groups()}
    places: dict[object, set[object]] = {}
    for rule in WHOLE:
        for source in rule.sources:
            places.setdefault((source, rule.action, rule.when.name), set()).add(rule.choice)
    for (source, action, _), choices in places.items():
        is_whole = choices == {ANY} or frozenset(choices) in pairs
        # What 12345 did badly is followed up by the body itself: there is no unit to whom it could go again.
        is_own_duty = (source, action) == (State.TRACKING_12345, Action.SETTLE_SUPERVISION)
        assert is_whole or is_own_duty, (source, action)


def test_no_rule_leaves_an_end():
    at_an_end = [rule for rule in WHOLE if rule.sources & FINAL_STATES]
    assert all(rule.target is None and not (rule.starts or rule.stops or rule.lapses) for rule in at_an_end)
    assert {state for rule in at_an_end for state in rule.sources & FINAL_STATES} == {State.CLOSED}


@pytest.mark.obligation("H-8.1", "H-8.2")
def test_every_state_is_reached_and_every_open_one_has_a_way_to_an_end():
    reached = reachable(FIRST, moves())
    assert reached == set(State)
    for state in reached - FINAL_STATES:
        assert reachable([state], moves()) & FINAL_STATES, state


@pytest.mark.obligation("H-8.1", "X-8")
def test_only_review_leads_to_a_reply_and_only_a_reply_or_an_explanation_to_the_close():
    assert {source for source, target in moves() if target is State.REPLIED and source is not target} == {
        State.IN_REVIEW,
        State.FOLLOWING,  # the reply of the case it follows went through review
    }
    closing = {rule.action for rule in WHOLE if rule.target is State.CLOSING}
    assert closing == {
        Action.PASS_REVIEW,
        Action.EVALUATE,
        Action.CLOSE_UNRATED,
        Action.EXPLAIN_AND_CLOSE,
        Action.SOLVE_AT_ONCE,  # answered in the same act
        Action.MIRROR,  # what was answered or explained in the case it follows
        Action.GIVE_FEEDBACK,  # what was reviewed is brought to the citizen
        Action.WITHDRAW,  # in a second handling: the first reply stands
    }
    closed = {source for source, target in moves() if target is State.CLOSED and source is not target}
    assert closed == {State.CLOSING}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_term_that_starts_has_a_length_in_every_shipped_rulebook(path):
    rulebook = rulebook_from(json.loads(shipped(path.stem)))
    started = {rule.starts for rule in WHOLE if rule.starts and rulebook.offers(rule.action)}
    for term in started - {Term.HANDLING}:
        assert not rulebook.needs(term) or rulebook.limit_of(term).n >= 1
    assert all(kind.limit.n >= 1 for kind in rulebook.kinds.values())


def test_every_word_of_the_vocabulary_has_a_label():
    for labels, words in (
        (STATES, State),
        (ACTIONS, Action),
        (ROLES, Role),
        (TERMS, Term),
        (DUTIES, DutyKind),
        (PARTIES, Party),
    ):
        assert set(labels) == set(words)
        assert all(re.search(r"[一-鿿]|12388", label) for label in labels.values())


def test_every_condition_and_every_choice_of_a_rule_has_words_of_its_own():
    for words, named in (
        (CONDITIONS, {claim.name for rule in WHOLE for claim in rule.when.claims} - {ALWAYS.name}),
        (CHOICES, {rule.choice.name for rule in WHOLE} - {ANY.name}),
    ):
        assert set(words) == named
        assert len(set(words.values())) == len(words)


def test_every_input_a_rule_names_is_in_the_catalogue_and_every_one_there_is_used():
    named = {name for rule in WHOLE for name in (*rule.needs, *rule.may)}
    assert named == set(CATALOGUE)
    assert set(FREE_TEXTS) <= set(CATALOGUE)


def test_every_rule_names_its_clause():
    for rule in WHOLE:
        assert CLAUSE.fullmatch(rule.basis), (rule.action, rule.basis)


def test_the_clock_takes_its_own_actions_and_no_person_does():
    assert {rule.action for rule in CLOCK_RULES} <= CLOCK_ACTIONS
    assert not {rule.action for rule in TABLE} & CLOCK_ACTIONS
    assert {rule.by for rule in CLOCK_RULES} == {(Party.CLOCK,)}
    assert not [rule for rule in TABLE if Party.CLOCK in rule.by]


def test_a_rule_for_a_duty_s_owner_says_which_duty():
    assert not [rule for rule in TABLE if Party.DUTY_OWNER in rule.by and rule.duty is None]


def everybody():
    """Give one actor of every role, at the case's own places where it has one there."""
    return [Actor(account=f"a-{role}", role=role, org=COUNTY_BODY, post=f"{role}-1") for role in Role]


def standing(state):
    """Put a case into a state, with nothing that the clock would settle first."""
    life = a_life().assigned()
    if state is State.PROPOSAL:
        life.rulebook = rulebook_from(ELSEWHERE)
    case = replace(life.case, state=state, clock=None)
    if state in SIGNED:
        case = replace(case, review_step=1)
    if state is State.CLOSING:
        case = replace(case, duties=a_life().coordinated().case.duties)
    life.case = case
    if state is State.FILED:
        life.without(Role.INTAKE, Role.COUNTY)
    return life


@pytest.mark.parametrize("state", State)
def test_refuses_whatever_the_table_does_not_list(state):
    life = standing(state)
    for action, actor in product(Action, everybody()):
        if (state, action) not in RULES:
            with pytest.raises(ActionNotOpenError):
                decide(life.case, Act(action=action, actor=actor), life.around)


def test_the_sources_of_this_county_are_three():
    assert set(SourceType) - {SourceType.SUBSIDY} == set(a_life().rulebook.sources)


def test_every_label_of_an_action_that_a_person_takes_is_told_apart():
    labels = [ACTIONS[action] for action in {rule.action for rule in TABLE}]
    assert len(labels) == len(set(labels))
    assert not set(chain.from_iterable(labels)) & set("_")
