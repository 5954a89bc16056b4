"""A plugin that hears whatever our code logs in any test, and fails the test in which a log tells too much.

It hears both ways out: every `logging` record that reaches the root, as the handler of its logger writes it,
and the service's JSON lines on standard output (metrics leave that way). What tools say to a person on a
terminal is no log. Beside the words below it knows what each test said to the service (`note`).
"""

import json
import logging
from collections.abc import Iterator

import pytest

from tests.support.detector import Detector, Leak

ALWAYS = (
    "王小明", "张三", "李四",
    "补贴没到账", "去年的农机补贴一直没有到账。", "请查一查。", "请尽快发放。",
    "补贴已于昨日发放到卡，请查收。",
    "correct horse battery staple", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",  # pragma: allowlist secret - invented
)  # fmt: skip
"""The people of the tests and what they write; a test compares them with `office.py` and `life.py`."""

FIELDS = frozenset(
    {
        "name", "phone", "title", "content", "demand", "text", "comment", "reason", "requirement", "person",
        "password", "query_code", "token", "totp_secret",
    }
)  # fmt: skip
"""Fields of requests and answers whose words are somebody's."""

LONG_ENOUGH = 4
"""A shorter word, such as `x`, is found in the names of things as well."""


SECRETS = ("token", "query_code")
"""What an answer gives away once."""


def secrets_of(answer: object) -> dict[str, object]:
    """Give what an answer told its reader alone; its other words may be public."""
    return {name: answer[name] for name in SECRETS if name in answer} if isinstance(answer, dict) else {}


def words_in(document: object) -> Iterator[str]:
    """Give the words of people in a request or an answer."""
    if isinstance(document, list):
        for each in document:
            yield from words_in(each)
    if isinstance(document, dict):
        for name, value in document.items():
            if not isinstance(value, str):
                yield from words_in(value)
            elif name in FIELDS and len(value) >= LONG_ENOUGH:
                yield value


class Ear(logging.Handler):
    """Keeps what was logged, and what was said, until it is judged."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []
        self.said: set[str] = set()

    def filter(self, record):
        """Hear everything: Powertools hides the service's records from the handlers of the root."""
        return True

    def emit(self, record):
        """Keep a record as it is written."""
        own = logging.getLogger(record.name).handlers
        formatter = (own[0].formatter if own else None) or logging.Formatter()
        self.lines.append(formatter.format(record))

    def judge(self, written: str = "") -> list[Leak]:
        """Name what was told since the last time, and forget it."""
        lines = self.lines + [line for line in written.splitlines() if is_of_the_service(line)]
        self.lines = []
        if not lines:
            return []
        detector = Detector({*ALWAYS, *self.said})
        return list(dict.fromkeys(leak for line in lines for leak in detector.leaks_in(line)))


def is_of_the_service(line: str) -> bool:
    """Tell a line of the service from what a tool says to a person."""
    try:
        document = json.loads(line)
    except ValueError:
        return False
    return isinstance(document, dict) and "service" in document


_EAR = Ear()


def note(*documents: object) -> None:
    """Hear that this was said to or by the service: no log of this test may tell it."""
    _EAR.said.update(word for document in documents for word in words_in(document))


def pytest_configure():
    logging.getLogger().addHandler(_EAR)


def pytest_unconfigure():
    logging.getLogger().removeHandler(_EAR)


def pytest_runtest_logstart():
    _EAR.said.clear()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    report = yield
    title = f"Captured stdout {report.when}"
    leaks = _EAR.judge("\n".join(content for name, content in report.sections if name == title))
    if leaks:
        told = "\n".join(["A log tells what no log may tell:", *map(str, leaks)])
        if report.failed:
            report.sections.append(("overheard", told))
        report.outcome, report.longrepr = "failed", report.longrepr if report.failed else told
    return report
