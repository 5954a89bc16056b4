"""The fast reader and the complete reader of an input are two tools; here they are held to one verdict."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.api.faults import faults_of
from chalicelib.api.fields import Instant, a_line, a_text, an_id, some_digits


class Colour(StrEnum):
    BLUE = "蓝"
    RED = "red"


class Inner(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    name: Annotated[str, a_line(4)]
    count: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0


NICE = st.text("甲a1 \n\x00\u202e😀-.", max_size=9)
DATES = st.sampled_from(["2026-02-28", "2026-02-30", "20260228", "2026-02-28T00:00:00", "", "2026-2-8"])
INSTANTS = st.sampled_from(
    ["2026-02-28T09:00:00Z", "2026-02-28T09:00:00+08:00", "2026-02-28T09:00:00", "2026-02-28 09:00", "2026"]
)
ATOMS = st.one_of(st.none(), st.booleans(), st.integers(-2, 12), st.floats(-2, 12), NICE)
ANYTHING = st.recursive(
    ATOMS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NICE, inside, max_size=3),
    max_leaves=6,
)
INNER = st.fixed_dictionaries({"name": NICE}, optional={"count": ATOMS, "other": ATOMS})
KINDS = {
    str: NICE,
    Annotated[str, a_line(5)]: NICE,
    Annotated[str, a_text(7)]: NICE,
    Annotated[str, an_id()]: NICE,
    Annotated[str, some_digits(2)]: st.sampled_from(["12", "1", "123", "１２", "12\n", "ab"]),
    int: ATOMS,
    Annotated[int, msgspec.Meta(ge=1, le=10)]: ATOMS,
    Annotated[int, msgspec.Meta(gt=1, lt=10)]: ATOMS,
    float: ATOMS,
    bool: ATOMS,
    date: DATES,
    Instant: INSTANTS,
    Colour: st.sampled_from(["蓝", "red", "RED", ""]),
    Literal["one", "two"]: st.sampled_from(["one", "two", "three"]),
    Literal[True]: ATOMS,
    Inner: INNER,
}
NESTED = {
    **KINDS,
    **{kind | None: values | st.none() for kind, values in KINDS.items()},
    **{list[kind]: st.lists(values, max_size=3) for kind, values in KINDS.items()},
    **{
        Annotated[list[kind], msgspec.Meta(min_length=1, max_length=2)]: st.lists(values, max_size=3)
        for kind, values in KINDS.items()
    },
    **{dict[str, kind]: st.dictionaries(NICE, values, max_size=2) for kind, values in KINDS.items()},
}


@st.composite
def a_model_and_a_body(draw):
    kinds = draw(st.lists(st.sampled_from(list(NESTED)), min_size=1, max_size=4))
    names = "abcd"[: len(kinds)]
    is_required = {name: draw(st.booleans()) for name in names}
    model = msgspec.defstruct(
        "Drawn",
        [
            (name, kind) if is_required[name] else (name, kind | None, None)
            for name, kind in zip(names, kinds, strict=True)
        ],
        kw_only=True,
        forbid_unknown_fields=draw(st.booleans()),
    )
    values = {name: NESTED[kind] | ANYTHING for name, kind in zip(names, kinds, strict=True)}
    body = st.fixed_dictionaries({}, optional={**values, "extra": ATOMS})
    return model, draw(body | ANYTHING)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(a_model_and_a_body())
def test_what_one_reader_refuses_the_other_explains(drawn):
    model, body = drawn
    try:
        msgspec.convert(body, model, strict=True)
    except msgspec.ValidationError:
        assert faults_of(body, model), "refused, but no fault is told"
    else:
        assert not faults_of(body, model), "taken, but a fault is told"
