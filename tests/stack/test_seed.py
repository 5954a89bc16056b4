"""A fresh stack has five counties and an account for each of their posts; a second start repeats nothing."""

import json
import subprocess
import sys
import urllib.request

import pyotp
import pytest

from chalicelib.adapters.shipped_files.counties import demonstrations
from tools.local import seed as seeding
from tools.package import ROOT

pytestmark = pytest.mark.stack


def called(address, body=None):
    payload = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310  Our own stack.
        address, data=payload, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  As above.
        return json.load(answer)


@pytest.fixture
def accounts(stack):
    return json.loads(stack.folder.stack_file.read_text())["accounts"]


def signed_in(stack, account):
    code = pyotp.TOTP(account["totp_secret"]).now()
    body = {"username": account["username"], "password": account["password"], "totp": code}
    return called(f"{stack.api}/v1/staff/sessions", body)


@pytest.mark.obligation("H-4.0", "H-0.1")
def test_every_demonstration_county_is_open(stack):
    assert called(f"{stack.api}/v1/counties")["items"] == [
        {"id": "cuijiang", "name": "宁化县翠江镇"},
        {"id": "helan", "name": "贺兰县"},
        {"id": "jiansheng", "name": "建胜镇"},
        {"id": "kandun", "name": "坎墩街道"},
        {"id": "yanting", "name": "盐亭县"},
    ]
    assert called(f"{stack.api}/v1/counties/helan")["rulebook"]["doc_no"] == "贺党办〔2022〕78号"
    assert all(called(f"{stack.api}/v1/counties/{county}/checklist")["items"] for county in demonstrations())


def test_every_post_has_an_account_that_says_all_a_client_needs(accounts):
    wanted = {"county", "org", "post", "role", "username", "password", "totp_secret"}
    assert all(wanted <= account.keys() for account in accounts)
    assert all(len(account["totp_secret"]) == 32 for account in accounts)
    for own in ("username", "phone", "totp_secret"):
        assert len({account[own] for account in accounts}) == len(accounts)
    assert {account["county"] for account in accounts} == set(demonstrations())


def test_helans_accounts_come_first_and_keep_their_numbers(accounts):
    """`make demo`, the replay and the bench take the first county; no other may move its numbers."""
    helans = [account for account in accounts if account["county"] == "helan"]
    assert accounts[: len(helans)] == helans
    assert [account["phone"] for account in helans[:2]] == ["+8613900000001", "+8613900000002"]


def test_an_official_signs_in_with_both_factors(stack, accounts):
    account = next(account for account in accounts if account["role"] == "intake")
    assert [post["post"] for post in signed_in(stack, account)["posts"]] == [account["post"]]


def test_one_account_holds_several_posts(stack, accounts):
    account = next(account for account in accounts if len(account["posts"]) > 1)
    assert [post["post"] for post in signed_in(stack, account)["posts"]] == account["posts"]


def test_a_second_start_repeats_nothing(stack, accounts, monkeypatch):
    def refuse(*_, **__):
        pytest.fail("the seeds were sown again")

    monkeypatch.setattr(subprocess, "run", refuse)
    assert seeding.seed(stack) == accounts


def test_what_the_stores_have_lost_is_sown_again_with_the_same_passwords(stack, accounts):
    lost = accounts[3]
    key = {"pk": {"S": f"ACC#helan#{lost['post']}"}, "sk": {"S": "-"}}
    store = stack.aws.client("dynamodb")
    assert store.delete_item(TableName="yidiantong-local-registry", Key=key, ReturnValues="ALL_OLD")[
        "Attributes"
    ]
    assert seeding.seed(stack) == accounts
    assert signed_in(stack, lost)["posts"]


def test_seeds_that_cannot_be_sown_say_why(stack, monkeypatch):
    monkeypatch.setattr(
        seeding.subprocess,
        "run",
        lambda *_, **__: subprocess.CompletedProcess([], returncode=1, stdout="", stderr="no such bucket"),
    )
    monkeypatch.setattr(seeding, "_fingerprint", lambda: "another")
    with pytest.raises(seeding.LocalStackError, match="no such bucket"):
        seeding.seed(stack)


def test_a_seed_that_changed_without_a_new_version_is_told_with_its_file(stack, tmp_path):
    """What a developer sees who edits the demonstration and starts again."""
    changed = tmp_path / "sow_changed.py"
    changed.write_text(
        "import json\n"
        "from tools.local import sowing\n"
        "files = sowing.county_files(sowing.demonstration(sowing.FIRST))\n"
        "directory = json.loads(files['directory.json']) | {'name': '贺兰'}\n"
        "changed = {**files, 'directory.json': json.dumps(directory).encode()}\n"
        "sowing.county_files = lambda _: changed\n"
        "sowing.main()\n"
    )
    done = subprocess.run(  # noqa: S603  Our own command.
        [sys.executable, str(changed)],
        env=stack.environment() | {"PYTHONPATH": str(ROOT)},
        input="[]",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip().startswith("directory.json /version：")
