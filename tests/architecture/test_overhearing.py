"""No log of any test tells of a person; this one shows that a test whose log does so fails."""

import subprocess
import sys

import pytest

from tests.support import life, office, overhearing
from tests.support.overhearing import Ear, words_in
from tools.package import ROOT

PLANTED = """
import logging
from chalicelib.runtime.metrics import measure
from chalicelib.runtime.observability import log
from tests.support.overhearing import note

def test_by_the_service():
    log.info("about {name}")

def test_by_a_library():
    logging.getLogger("library").warning("sent to %s", "{phone}")

def test_by_an_exception():
    try:
        int("{name}")
    except ValueError:
        logging.getLogger("library").exception("broken")

def test_on_standard_output():
    print('{{"service": "yidiantong", "message": "{title}"}}')

def test_what_was_said_in_this_test():
    note({{"content": "门前的路灯坏了"}})
    log.info("门前的路灯坏了")

def test_that_failed_already():
    log.info("about {name}")
    assert "its own fault" == ""

def test_discreet():
    log.info("sent to {phone}", complainant="{name}", case_no="HL26112257152145")

def test_a_tool_speaks_to_a_person():
    print("{name}", "{phone}")

def test_said_in_another_test():
    log.info("门前的路灯坏了")
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    words = {"name": office.NAME, "phone": office.PHONE, "title": office.TITLE}
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.support.overhearing"]\n')
    (folder / "test_planted.py").write_text(PLANTED.format(**words))
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n")
    command = [sys.executable, "-m", "pytest", "-rA", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout  # noqa: S603


@pytest.mark.parametrize(
    "test",
    [
        "by_the_service",
        "by_a_library",
        "by_an_exception",
        "on_standard_output",
        "what_was_said_in_this_test",
        "that_failed_already",
    ],
)
def test_a_log_that_tells_of_somebody_fails_its_test(outcome, test):
    assert f"FAILED test_planted.py::test_{test} " in outcome, outcome


@pytest.mark.parametrize("test", ["discreet", "a_tool_speaks_to_a_person", "said_in_another_test"])
def test_a_log_that_does_not_lets_its_test_pass(outcome, test):
    assert f"PASSED test_planted.py::test_{test}\n" in outcome, outcome


def test_a_fault_of_its_own_is_still_told(outcome):
    assert "its own fault" in outcome


def test_the_words_that_are_always_listened_for_are_those_of_the_tests():
    filed = {office.NAME, office.TITLE, office.DEMAND, life.TITLE, life.CONTENT, *office.CONTENT.split("\n")}
    assert filed <= set(overhearing.ALWAYS)


def test_the_ear_is_on():
    assert any(isinstance(handler, Ear) for handler in overhearing.logging.getLogger().handlers)


def test_words_are_found_at_any_depth_and_short_ones_left():
    said = {"title": "x", "more": [{"name": "赵钱孙李"}], "case_no": "HL26112257152145", "version": 3}
    assert list(words_in(said)) == ["赵钱孙李"]
