"""A secret does not get into the repository, and what only looks like one says why."""

import json
import re
import secrets

import pytest

from tools.package import ROOT
from tools.secrets import BASELINE, files_of, secrets_in

EXCEPTION = re.compile(r"pragma: allowlist (?:nextline )?secret(?P<reason>.*)")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('password = "{}"', id="by-its-name"),
        pytest.param('x = "{}"', id="by-its-chance"),
        pytest.param("url = https://somebody:{}@example.com", id="in-an-address"),
    ],
)
def test_a_planted_secret_is_found_and_not_repeated(tmp_path, line):
    planted = secrets.token_hex(20)
    file = tmp_path / "settings.py"
    file.write_text(f"harmless = 1\n{line.format(planted)}\n")
    found = list(secrets_in([file]))
    assert found
    assert all(each.startswith(f"{file}:2: ") and planted not in each for each in found)


@pytest.mark.parametrize("key", ["AKIA" + "IOSFODNN7EXAMPLF", "-----BEGIN RSA " + "PRIVATE KEY-----"])
def test_keys_are_found_by_their_form(tmp_path, key):
    file = tmp_path / "notes.md"
    file.write_text(f"{key}\n")
    assert list(secrets_in([file]))


def test_what_is_looked_at_is_the_repository():
    names = {str(file.relative_to(ROOT)) for file in files_of(ROOT)}
    assert {"app.py", "Makefile", "tools/secrets.py", "docs/threat-model.md"} <= names
    assert not any(name.startswith((".venv", ".local")) for name in names)


def test_the_baseline_excuses_nothing_and_asks_nobody():
    baseline = json.loads(BASELINE.read_text())
    assert baseline["results"] == {}
    assert not any("verif" in each["path"] for each in baseline["filters_used"])


def test_every_exception_gives_its_reason():
    lines = [line for file in files_of(ROOT) if file.suffix == ".py" for line in file.read_text().split("\n")]
    reasons = [match["reason"] for line in lines if (match := EXCEPTION.search(line))]
    assert reasons
    assert all(re.fullmatch(r" - \w.*", reason) for reason in reasons)
