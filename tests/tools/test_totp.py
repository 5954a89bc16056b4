"""A demonstration account's code, for people and for curl."""

import json

import pyotp
import pytest

from tools.totp import main

# pragma: allowlist nextline secret - invented
ACCOUNT = {"username": "helan.desk", "password": "a-password", "totp_secret": "B" * 32}


@pytest.fixture
def stack_file(tmp_path):
    path = tmp_path / "stack.json"
    path.write_text(json.dumps({"accounts": [ACCOUNT]}))
    return path


def test_the_code_is_the_one_of_this_half_minute(stack_file, capsys):
    main([ACCOUNT["username"], "--stack", str(stack_file)])
    assert pyotp.TOTP(ACCOUNT["totp_secret"]).verify(capsys.readouterr().out.strip(), valid_window=1)


def test_the_body_signs_in_and_holds_no_more_than_that(stack_file, capsys):
    main([ACCOUNT["username"], "--stack", str(stack_file), "--body"])
    body = json.loads(capsys.readouterr().out)
    assert body.keys() == {"username", "password", "totp"}
    assert body["password"] == ACCOUNT["password"]


def test_an_unknown_account_is_told_with_the_way_out(stack_file):
    with pytest.raises(SystemExit, match=r"No account is called helan\.nobody"):
        main(["helan.nobody", "--stack", str(stack_file)])


def test_without_a_stack_it_says_how_to_start_one(tmp_path):
    with pytest.raises(SystemExit, match="make run"):
        main(["helan.desk", "--stack", str(tmp_path / "stack.json")])
