"""What the body of an act must look like, field by field."""

import msgspec
import pytest

from chalicelib.api.action_models import model_of
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow import inputs

SHORT = inputs.SHORTEST_ACCOUNT
LONG = inputs.LONGEST_TEXT


def feedback_of(course):
    body = {"version": 1, "text": "已修好。", "done_on": "2023-11-30", "method": "当面", "course": course}
    return msgspec.convert(body, model_of(Action.GIVE_FEEDBACK))


@pytest.mark.obligation("C-M8a")
@pytest.mark.parametrize("length", [SHORT, LONG])
def test_what_was_done_may_be_told_in_so_many_characters(length):
    assert feedback_of("查" * length).course == "查" * length


@pytest.mark.obligation("C-M8a")
@pytest.mark.parametrize("length", [0, SHORT - 1, LONG + 1])
def test_what_was_done_is_refused_when_told_too_shortly_or_too_long(length):
    with pytest.raises(msgspec.ValidationError, match=r"\$\.course"):
        feedback_of("查" * length)


def edited(**changes):
    body = {"version": 1, "title": "路灯", "text": "路灯不亮。", **changes}
    return msgspec.convert(body, model_of(Action.REDACT))


@pytest.mark.parametrize(
    ("field", "most", "unit"),
    [("title", inputs.LONGEST_TITLE, "灯"), ("demand", inputs.LONGEST_DEMAND, "灯")],
)
def test_an_edited_complaint_keeps_to_the_limits_of_a_filed_one(field, most, unit):
    assert getattr(edited(**{field: unit * most}), field) == unit * most
    with pytest.raises(msgspec.ValidationError, match=rf"\$\.{field}"):
        edited(**{field: unit * (most + 1)})


def test_so_many_files_may_stay_in_an_edited_complaint():
    most = inputs.MOST_FILES_OF_A_CASE
    assert len(edited(kept=["u"] * most).kept) == most
    with pytest.raises(msgspec.ValidationError, match=r"\$\.kept"):
        edited(kept=["u"] * (most + 1))


def test_a_title_is_one_line():
    with pytest.raises(msgspec.ValidationError, match=r"\$\.title"):
        edited(title="路灯\n坏了")
