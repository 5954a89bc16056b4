"""What a caller is told: a detail that says what to do next, and the facts a program can read."""

import pytest

from chalicelib.domain.documents import pointer_to
from chalicelib.domain.errors import (
    CaseMissingError,
    CountyMissingError,
    Fault,
    InvalidInputError,
    StaleCaseError,
)
from chalicelib.domain.identity.refusals import (
    CodeRefusedError,
    NoPostError,
    PostNotChosenError,
    SignInRefusedError,
    UnauthenticatedError,
)

POSTS = [{"id": "p-1", "title": "受理岗"}]


@pytest.mark.parametrize(
    ("refusal", "detail", "facts"),
    [
        (
            lambda: InvalidInputError([Fault("/a", "请改正。"), Fault("/b", "请补上。")]),
            "请按提示改正后再提交。",
            {"errors": [{"pointer": "/a", "detail": "请改正。"}, {"pointer": "/b", "detail": "请补上。"}]},
        ),
        (CaseMissingError, "请核对编号；如果编号无误，可能不在您的查看范围内。", {}),
        (CountyMissingError, "这里还没有开通，请从首页的列表里选择您所在的地方。", {}),
        (lambda: StaleCaseError(version=7), "有人刚刚更新了这个办件，请刷新后再操作。", {"version": 7}),
        (UnauthenticatedError, "登录信息缺失或已过期，请重新登录后再试。", {}),
        (CodeRefusedError, "验证码不正确或已失效，请核对后重试，或重新获取验证码。", {}),
        (
            SignInRefusedError,
            "用户名、密码或动态口令不正确，请核对后重试；动态口令每个只能用一次。",
            {},
        ),
        (
            lambda: PostNotChosenError(POSTS),
            "请在请求头 Acting-Post 中写明以哪个岗位办理。",
            {"posts": POSTS},
        ),
        (NoPostError, "请联系本单位的系统管理员确认岗位设置。", {}),
    ],
)
def test_a_refusal_says_what_to_do_next_and_gives_its_facts(refusal, detail, facts):
    told = refusal()
    assert (told.detail, str(told), told.facts) == (detail, detail, facts)


def test_a_name_with_a_slash_or_a_tilde_is_escaped_in_a_pointer():
    assert pointer_to("/kinds", "a/b~c") == "/kinds/a~1b~0c"
    assert pointer_to("/kinds", 3) == "/kinds/3"
