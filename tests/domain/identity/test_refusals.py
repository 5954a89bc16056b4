import pytest

from chalicelib.domain.identity.refusals import (
    CodeRefusedError,
    NoPostError,
    PostNotChosenError,
    SignInRefusedError,
    TooOftenError,
    UnauthenticatedError,
)


@pytest.mark.parametrize(
    ("seconds", "spoken"), [(1, "1 秒"), (60, "60 秒"), (61, "2 分钟"), (3600, "60 分钟"), (3601, "2 小时")]
)
def test_a_wait_is_said_as_people_do_and_never_too_short(seconds, spoken):
    refusal = TooOftenError(seconds)
    assert refusal.detail == f"请在 {spoken}后再试。"
    assert refusal.facts == {"retry_after": seconds}


@pytest.mark.parametrize(
    "refusal",
    [UnauthenticatedError(), CodeRefusedError(), SignInRefusedError(), NoPostError(), PostNotChosenError([])],
)
def test_every_refusal_says_what_to_do_next(refusal):
    assert refusal.detail.endswith("。")
    assert "请" in refusal.detail
