"""A place's page shows what its rulebook makes of the table: all of it, once, and nothing else."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass

import pytest

from chalicelib.domain.labels import ACTIONS, DUTIES, ROLES, STATES
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import SigningStep
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import FINAL_STATES, Action, Role, State, Term
from chalicelib.domain.workflow.rule import Party
from chalicelib.domain.workflow.seats.ownership import COUNTY
from tests.support.life import a_life
from tests.support.rulebooks import ELSEWHERE, GONE, HELAN, changed, helan
from tests.support.walk import a_walk
from tools.export_workflow import exported, places
from tools.workflow.page import NOTHING, STAYS, page_of
from tools.workflow.picture import CLOCK_MARK, MANY, picture
from tools.workflow.place import BEGINNINGS, HOLDS_ONLY_WHERE, WHOLE, place_of
from tools.workflow.wording import ANY_OPEN, branch_of, in_mermaid, name_of, table

RUNGS = [rung["name"] for rung in HELAN["ladder"]]
UNRATED = changed(
    HELAN,
    {
        "/id": "unrated-2020",
        "/evaluation": None,
        "/second_handling/max_rounds": 0,
        "/out_of_scope/actions": ["refer_up"],
        f"/ladder/{RUNGS.index('second_bad_rating')}": GONE,
    },
)
PLAIN = changed(UNRATED, {"/id": "plain-2020", "/interim_reply/allowed": False})
"""A place that knows neither ratings nor interim replies nor another platform."""

SHIPPED = [pytest.param(place, id=path.stem) for path, place in places().items()]
PLACES = [
    *SHIPPED,
    *(pytest.param(place_of(rulebook_from(each)), id=each["id"]) for each in (ELSEWHERE, UNRATED, PLAIN)),
]

NEVER_IN_HELAN = {
    "more_approvers",
    "by_days",
    "last_signature_before_feedback",
    "last_signature_before_own_feedback",
    "awaiting_receipt",
}
"""Conditions of offered actions that hold for no case there: one level grants an extension, for instance."""

LABEL = r"(?:#\w+;|[^#;:<>\"])+"
LINE = re.compile(
    rf"    (?:classDef (?P<style>[a-z]+) [a-z-]+:[\w ]+"
    rf'|state "(?P<label>{LABEL})" as (?P<state>[a-z][a-z0-9_]*)'
    rf"|(?P<begin>\[\*\]|[a-z][a-z0-9_]*) --> (?P<end>[a-z][a-z0-9_]*): (?P<words>{LABEL})"
    rf"|class (?P<member>[a-z][a-z0-9_]*) (?P<of>[a-z]+))"
)
"""What we write of Mermaid's state diagrams, and nothing beyond it."""


@dataclass
class Drawing:
    """A picture as it is read back, boxes resolved into the states they name."""

    states: set[State]
    arrows: list[tuple[State | None, State, str]]
    """From, to, what stands on it; from None: the filing."""
    members: dict[str, str]


def drawn(text):
    first, *lines = text.splitlines()
    assert first == "stateDiagram-v2"
    found = [LINE.fullmatch(line) for line in lines]
    assert None not in found, lines[found.index(None)]
    ids = {each["state"]: each["label"] for each in found if each["state"]}
    assert len(ids) == len([each for each in found if each["state"]]), "a state is declared once"
    assert {each["of"] for each in found if each["of"]} <= {each["style"] for each in found}
    states = {State(name) for name in ids if name in set(State)}
    arrows = []
    for each in found:
        if each["end"]:
            begins = [None] if each["begin"] == "[*]" else meant(each["begin"], ids, states)
            assert each["end"] in states
            arrows += [(begin, State(each["end"]), each["words"]) for begin in begins]
    return Drawing(states, arrows, {each["member"]: each["of"] for each in found if each["of"]})


def meant(name, ids, states):
    if name in states:
        assert ids[name] == STATES[State(name)]
        return [State(name)]
    if ids[name] == ANY_OPEN:
        return sorted(states - FINAL_STATES - {State.SEALED})
    by_label = {STATES[state]: state for state in states}
    return [by_label[label] for label in ids[name].split("、")]


def rows(page):
    """Give each row as (state, action, condition, target, what follows, clause), wherever it stands."""
    states = {label: state for state, label in STATES.items()}
    shown = [states[section] for section in dict(cells_in(page)) if section in states]
    opens = [state for state in shown if state is not State.SEALED]
    for section, cells in cells_in(page):
        if section in states:
            begins = [states[section]]
        elif section in DUTIES.values():
            origin, *cells = cells  # noqa: PLW2901 - a duty's table says first from where
            begins = opens if origin == ANY_OPEN else [states[label] for label in origin.split("、")]
        else:
            continue
        action, _, asked, target, follows, basis = cells
        for state in begins:
            word = Action(action.split("`")[1])
            yield state, word, asked, state if target == STAYS else states[target], follows, basis


def cells_in(page):
    """Give each row of every table with the heading it stands under."""
    heading, is_head = "", True
    for line in page.splitlines():
        if line.startswith("#"):
            heading, is_head = line.lstrip("# ").split(" `")[0], True
        elif line.startswith("|---"):
            is_head = False
        elif line.startswith("|") and not is_head:
            yield heading, line.strip("| ").split(" | ")


def page(place):
    return page_of(place, "chalicelib/data/rulebooks/some.json")


def reached(arrows):
    found = {end for begin, end, _ in arrows if begin is None}
    while more := {end for begin, end, _ in arrows if begin in found} - found:
        found |= more
    return found


def steps_in(thing):
    """Give every signing step of a record, wherever it stands."""
    if isinstance(thing, SigningStep):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from steps_in(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for each in thing.values():
            yield from steps_in(each)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from steps_in(each)


@pytest.mark.obligation("H-8.1")
def test_every_rule_that_helan_offers_stands_in_a_table_once_for_each_state():
    book = helan()
    shown = Counter((state, *others) for state, *others, _follows, _basis in rows(page(place_of(book))))
    offered = [rule for rule in WHOLE if book.offers(rule.action)]
    states = set(State) - {State.PROPOSAL, State.AWAITING_FEEDBACK, State.REDIRECTED_12388}
    assert shown == Counter(
        (state, rule.action, "；".join(branch_of(rule)) or NOTHING, rule.target or state)
        for rule in offered
        if not {claim.name for claim in rule.when.claims} & NEVER_IN_HELAN
        for state in rule.sources & states
    )
    assert set(shown.values()) == {1}


@pytest.mark.parametrize("place", PLACES)
def test_the_picture_and_the_tables_tell_the_same(place):
    drawing = drawn(picture(place))
    moves = {(state, target) for state, _, _, target, *_ in rows(page(place)) if state is not target}
    assert {(begin, end) for begin, end, _ in drawing.arrows if begin} == moves
    for state, action, _, target, *_ in rows(page(place)):
        if state is not target:
            words = [words for begin, end, words in drawing.arrows if (begin, end) == (state, target)]
            assert any(ACTIONS[action] in each for each in words)


@pytest.mark.obligation("H-8.1", "H-8.2")
@pytest.mark.parametrize("place", PLACES)
def test_no_state_is_unreachable_none_is_a_dead_end_and_no_arrow_leaves_an_end(place):
    drawing = drawn(picture(place))
    assert reached(drawing.arrows) == drawing.states
    assert not [begin for begin, *_ in drawing.arrows if begin in FINAL_STATES]
    assert drawing.states - FINAL_STATES <= {begin for begin, *_ in drawing.arrows}
    marked = {name for name, style in drawing.members.items() if style == "ends"}
    assert marked == drawing.states & FINAL_STATES


@pytest.mark.parametrize("place", PLACES)
def test_no_two_arrows_lead_the_same_way_and_none_back_to_where_it_began(place):
    text = picture(place)
    ways = re.findall(r"^ +(\S+ --> \S+):", text, flags=re.MULTILINE)
    assert len(ways) == len(set(ways))
    assert not [begin for begin, end, _ in drawn(text).arrows if begin is end]


@pytest.mark.parametrize("place", PLACES)
def test_what_the_clock_does_is_told_apart(place):
    clocks = {ACTIONS[rule.action] for rule in WHOLE if Party.CLOCK in rule.by}
    for _, _, words in drawn(picture(place)).arrows:
        for word in words.split("、"):
            name = word.removeprefix(CLOCK_MARK).split("（")[0]
            assert (name in clocks) == word.startswith(CLOCK_MARK), word


def test_what_decides_is_said_only_where_an_action_leads_to_several_states():
    on_arrow = {(begin, end): words for begin, end, words in drawn(picture(place_of(helan()))).arrows}
    assert on_arrow[State.INTAKE, State.ASSIGNED] == "受理转办"
    assert on_arrow[State.REPLIED, State.DECISION] == "评价（不满意）"
    assert on_arrow[State.REPLIED, State.CLOSING] == "评价（满意）、时钟·评价期满"
    assert on_arrow[State.IN_REVIEW, State.REPLIED] == "审核通过（最终答复签完，本件要评价）"
    assert on_arrow[State.CLOSING, State.CLOSED] == "时钟·办结"


def test_what_leads_out_of_many_states_is_drawn_once():
    text = picture(place_of(helan()))
    assert f'"{ANY_OPEN}"' in text
    assert text.count(f": {ACTIONS[Action.SEAL]}\n") == 1
    sealing = [begin for begin, _, words in drawn(text).arrows if words == ACTIONS[Action.SEAL]]
    assert len(sealing) >= MANY


@pytest.mark.obligation("R-43")
def test_a_place_without_ratings_shows_none():
    text = page(place_of(rulebook_from(UNRATED)))
    assert "评价" in page(place_of(helan()))
    assert "评价" not in text.replace("本件不评价", "")
    assert (State.IN_REVIEW, State.CLOSING) in {(state, target) for state, _, _, target, *_ in rows(text)}


def test_a_place_without_interim_replies_tracks_nothing():
    place = place_of(rulebook_from(PLAIN))
    assert {State.TRACKING, State.TRACKING_12345, State.DECISION}.isdisjoint(place.states)
    assert {Term.FOLLOW_UP, Term.TRACKING, Term.EVALUATION, Term.CHASE}.isdisjoint(place.terms)
    assert {Term.INTAKE, Term.HANDLING, Term.SIGN_IN, Term.OBJECTION_RULING} <= set(place.terms)


def standings(book):
    """Show cases of this place as they stand along the road, and in lives at random."""
    road = a_life()
    road.rulebook = book
    for go in (road.assigned, road.named, road.drafted, road.submitted):
        go()
        yield road.case, road.around
    signed = road.do(road.body, Action.PASS_REVIEW, checked=book.reply_review.checklist)
    yield signed, road.around
    yield road.do(road.committee, Action.PASS_REVIEW, checked=book.reply_review.checklist), road.around
    for seed in range(8):
        walk = a_walk(seed)
        walk.life.rulebook = book
        yield from ((case, walk.life.around) for case in walk.steps(30))


@pytest.mark.parametrize("document", [HELAN, PLAIN], ids=["helan", "plain"])
def test_what_a_rulebook_rules_out_never_holds_and_no_case_leaves_the_picture(document):
    book = rulebook_from(document)
    place = place_of(book)
    ruled_out = [condition for condition, may_hold in HOLDS_ONLY_WHERE.items() if not may_hold(book)]
    assert ruled_out
    for case, around in standings(book):
        assert case.state in place.states
        assert [each.name for each in ruled_out if each.holds(case, around)] == []


@pytest.mark.obligation("H-10.1", "R-06")
def test_a_complaint_begins_where_the_picture_begins():
    routed, unrouted = a_life().case, a_life(vacant=(Role.INTAKE, Role.COUNTY)).case
    assert {routed.state, unrouted.state} == set(BEGINNINGS)


def test_a_term_that_starts_bears_the_place_s_own_length():
    follows = {(state, action): told for state, action, _, _, told, _ in rows(page(place_of(helan())))}
    assert "开始办理期限（咨询类3个工作日，非咨询类10个工作日）" in follows[State.INTAKE, Action.ASSIGN]
    assert "停止当前期限" in follows[State.INTAKE, Action.ASSIGN]
    longer = place_of(helan({"/terms/chase/limit/n": 12}))
    told = [told for _, action, _, _, told, _ in rows(page(longer)) if action is Action.TRANSFER_12345]
    assert told == ["停止当前期限；开始等待平台结果（12个工作日）"]


@pytest.mark.parametrize("place", PLACES)
def test_every_signature_every_rung_and_every_limit_of_the_rulebook_is_told(place):
    text = page(place)
    book = place.book
    for step in steps_in(book):
        assert f"| {step.label}{'（只限重大事项）' if step.only_major else ''} |" in text
    assert text.count("\n- ") == len(book.ladder)
    for rung in book.ladder:
        assert f"（{rung.basis}）" in text
    for kind, rule in book.kinds.items():
        assert f"办理期限：{kind} `handling` | {rule.limit.in_words()} | {rule.basis} |" in text
    for term in set(place.terms) & set(book.terms):
        assert f"`{term}` | {book.terms[term].in_words()} | {book.term_basis[term]} |" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "1. 县纪委监委\n\n超过2次的特殊情况：县纪委监委领导。", id="one-level-and-special"),
        pytest.param(
            {"/extension/approvers": ["intake@body", "county@county"], "/extension/special_beyond": None},
            "1. 纪检监察机构\n2. 县纪委监委\n\n每一级1个工作日",
            id="two-levels",
        ),
        pytest.param(
            {
                "/extension/allowed": False,
                "/extension/max_count": None,
                "/extension/special_beyond": None,
                "/extension/approvers": [],
            },
            "办理期限不能延长。",
            id="none",
        ),
    ],
)
def test_who_grants_an_extension_is_told_level_by_level(changes, words):
    assert words in page(place_of(helan(changes)))


def test_several_signers_of_a_step_are_told_apart_from_any_of_them():
    text = page(place_of(rulebook_from(ELSEWHERE)))
    assert "| 拟办 | 1 | 领导批示 | 街道主要领导 或 县纪委监委领导，一方签即可 |" in text
    assert "| 答复 | 1 | 纪检监察机构审核 | 分管领导、纪检监察机构，都要签 |" in text


def test_a_seat_bears_the_place_s_own_name_or_else_that_of_its_role():
    book = helan({"/seats/names/county@county": "区纪委监委"})
    assert name_of(book, COUNTY) == "区纪委监委"
    assert name_of(book, Seat(Role.SEALED_DESK, Of.COUNTY)) == ROLES[Role.SEALED_DESK]
    assert name_of(book, Party.CITIZEN) == "投诉人"


def test_what_mermaid_and_markdown_would_take_for_their_own_is_escaped():
    assert in_mermaid('甲:乙;丙#"丁"\n<戊>') == "甲#58;乙#59;丙#35;#quot;丁#quot; #lt;戊#gt;"
    assert table(("甲|乙",), [["<丙>"]]) == "| 甲\\|乙 |\n|---|\n| &lt;丙&gt; |"


def test_every_shipped_rulebook_has_its_picture_and_its_page():
    index, *pages = exported()
    text = exported()[index]
    assert [path.stem for path in pages] == [path.stem for path in places()]
    assert re.findall(r"\]\(workflow/(.+)\)", text) == [path.name for path in pages]
    pictures = re.findall(r"^```mermaid\n(.+?)\n```$", text, flags=re.MULTILINE | re.DOTALL)
    assert pictures == [picture(place) for place in places().values()]


def test_the_index_says_what_a_place_does_not_use():
    text = exported()[next(iter(exported()))]
    assert "用不到的状态：拟办审批、待反馈、引导12388。" in text
