"""What is written for people keeps step with what it describes."""

import re
import subprocess
from enum import StrEnum

import pytest

from chalicelib.domain import labels, vocabulary
from tests.support.readme import CHINESE, README, walkthrough
from tools.export_glossary import PAGE, PEOPLES_OWN, WORDS, exported
from tools.export_workflow import exported as exported_workflow
from tools.export_workflow import written as written_workflow
from tools.package import ROOT

PAPER = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TO_TYPE = sorted([*ROOT.glob("*.md"), ROOT / "docs" / "operations.md"])
"""Pages that tell somebody what to type."""
DECISIONS = sorted(ROOT.glob("docs/adr/*.md"))
TARGETS = set(re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
COMMAND = re.compile(r"(?:`|^)make ((?:[A-Z_]+=\S+ )*)([a-z][a-z-]*)", re.MULTILINE)
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:work|root|home|Users)/")
INDEX_ADDRESS = re.compile(r"https?://\S*(?:pypi|npmjs|npmmirror|mirrors?\.)\S*")


def called(path):
    return path.relative_to(ROOT).as_posix()


def rooms():
    inner = [path for path in (ROOT / "chalicelib" / "domain").iterdir() if path.is_dir()]
    for path in [*(ROOT / "chalicelib").iterdir(), *inner]:
        if path.is_dir() and path.name != "__pycache__":
            yield called(path)


def test_the_glossary_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == exported(), "run: make docs"


def test_the_glossary_has_every_word_of_the_vocabulary():
    sets = {thing for thing in vars(vocabulary).values() if isinstance(thing, type)}
    words = {each for each in sets if issubclass(each, StrEnum) and each is not StrEnum}
    assert words <= {*WORDS, *PEOPLES_OWN}
    page = PAGE.read_text(encoding="utf-8")
    assert [word for each in words for word in each if f"`{word.value}`" not in page] == []


def test_the_glossary_has_every_label():
    page = PAGE.read_text(encoding="utf-8")
    said = [labels.STATES, labels.ACTIONS, labels.ROLES, labels.TERMS, labels.DUTIES]
    assert [label for each in said for label in each.values() if f"| {label} |" not in page] == []


def test_the_pages_of_the_workflow_are_up_to_date():
    pages = exported_workflow()
    assert written_workflow() == set(pages), "run: make docs"
    stale = [called(path) for path, text in pages.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: make docs"


@pytest.mark.parametrize("readme", [README, CHINESE], ids=called)
def test_a_readme_lists_every_room(readme):
    text = readme.read_text(encoding="utf-8")
    assert [room for room in rooms() if f"`{room}/`" not in text] == []


def test_both_readmes_have_the_same_walkthrough():
    assert walkthrough(CHINESE) == walkthrough(README)


@pytest.mark.parametrize("page", PAPER, ids=called)
def test_links_lead_somewhere(page):
    found = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in found if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", TO_TYPE, ids=called)
def test_commands_are_targets_of_the_makefile(page):
    named = {target for _, target in COMMAND.findall(page.read_text(encoding="utf-8"))}
    assert named <= TARGETS


@pytest.mark.parametrize("page", PAPER, ids=called)
def test_no_page_knows_one_machine_or_one_package_index(page):
    text = page.read_text(encoding="utf-8")
    assert MACHINE_PATH.findall(text) + INDEX_ADDRESS.findall(text) == []


@pytest.mark.parametrize("page", DECISIONS, ids=called)
def test_a_decision_names_its_options_and_its_price(page):
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == ["Context", "Options", "Decision", "Price"]
    assert text.startswith(f"# {int(page.name[:4])}. ")


def test_decisions_have_numbers_of_their_own():
    numbers = [page.name[:4] for page in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_hooks_run_targets_of_the_makefile():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"entry: make (\S+)", hooks))
    assert named
    assert named <= TARGETS
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}


def test_what_a_local_stack_knows_is_not_tracked():
    tracked = subprocess.run(["git", "ls-files", ".local", "out"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    assert tracked.stdout == b""
