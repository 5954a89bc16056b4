"""What a replay is made of: real texts, invented inputs, and a plain count of working days."""

import random
from datetime import UTC, date, datetime

import pytest

from chalicelib.api.action_models import models, schema_of
from chalicelib.domain.vocabulary import Role
from tools.replay.inventing import County, Inventor
from tools.replay.recount import last_day
from tools.replay.texts import Text, TextsError, adapted, read_texts


@pytest.mark.parametrize(
    ("began", "days", "last"),
    [
        pytest.param("2025-09-30", [3], date(2025, 10, 11), id="vector-13"),
        pytest.param("2026-02-13", [3], date(2026, 2, 25), id="vector-15"),
        pytest.param("2026-02-13", [5, 5], date(2026, 3, 5), id="with-an-extension"),
        pytest.param("2021-05-12", [3], None, id="days-of-the-region"),
        pytest.param("2031-05-12", [3], None, id="no-notice-yet"),
    ],
)
def test_the_plain_count(began, days, last):
    assert last_day(datetime.fromisoformat(began).replace(tzinfo=UTC), days) == last


@pytest.mark.parametrize(
    ("row", "text"),
    [
        pytest.param(
            {"subject": "标题", "body": "正文", "posted_at": "2019-04-24 15:40:04"},
            Text("标题", "正文", date(2019, 4, 24)),
            id="whole",
        ),
        pytest.param(
            {"text": "补贴没到。请查"}, Text("补贴没到", "补贴没到。请查", None, ("title made",)), id="merged"
        ),
        pytest.param({"subject": "只有标题", "body": ""}, Text("只有标题", "只有标题", None), id="no-body"),
        pytest.param(
            {"subject": "两\n行", "body": "甲\x00乙"},
            Text("两 行", "甲乙", None, ("control characters",)),
            id="refused",
        ),
        pytest.param(
            {"subject": "长" * 99, "body": "正文"}, Text("长" * 80, "正文", None, ("cut",)), id="too-long"
        ),
        pytest.param({"subject": " ", "body": None}, None, id="nothing"),
    ],
)
def test_a_text_is_adapted_no_further_than_the_form_asks(row, text):
    assert adapted(row) == text


def test_the_same_seed_draws_the_same_texts(tmp_path):
    file = tmp_path / "texts.csv"
    file.write_text("subject,body\n" + "".join(f"标题{n},正文{n}\n" for n in range(50)), encoding="utf-8")
    assert read_texts(file, 10, seed=1) == read_texts(file, 10, seed=1)
    assert read_texts(file, 10, seed=1) != read_texts(file, 10, seed=2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "cannot be read", id="missing"),
        pytest.param("a,b\n1,2\n", "no column", id="columns"),
        pytest.param("subject,body\n标题,正文\n", "N=1", id="too-few"),
    ],
)
def test_a_file_that_gives_no_texts_says_why(tmp_path, content, said):
    file = tmp_path / "texts.csv"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(TextsError, match=said):
        read_texts(file, 2, seed=1)


@pytest.mark.parametrize("action", models())
def test_inputs_are_invented_for_every_action(action):
    roles = {"unit_leader": ("l",), "handler": ("h",)}
    county = County(units=("u",), bodies=("b",), kinds=("咨询",), posts={"u": roles})
    schema = schema_of(action)
    for seed in range(20):
        rng = random.Random(seed)  # noqa: S311 - drawn to be repeated
        inputs = Inventor(county=county, rng=rng, case={"lead_unit": "u"}, today=date(2026, 3, 2)).inputs(
            schema
        )
        assert set(schema.get("required", ())) - {"version"} <= set(inputs) <= set(schema["properties"])


def test_a_role_without_a_post_is_no_dead_end():
    county = County(units=(), bodies=(), kinds=(), posts={"u": {Role.COUNTY.value: ("c",)}})
    assert county.anybody_of("u") == ("c",)
    assert county.anybody_of(None) == ("nobody",)
