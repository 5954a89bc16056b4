"""Promises 2 and 3 of design §1 about messages: each owed one once, and no word of the matter in any."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from chalicelib.domain.case_number import printed
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.notices.hours import OfficeHours, leaves_at
from tools.replay.evidence import Evidence, Filing, Violation

ONCE: Final = "each owed notice is settled once"
AS_MARKED: Final = "each message is sent once"
DISCREET: Final = "no message says what it is about"
SENT: Final = "sent"
SHINGLE: Final = 10
"""So many characters in a row, found in a text and in a message, are no accident."""


def each_notice_once(evidence: Evidence) -> Iterator[Violation]:
    """Hold what was owed to the marks: none missing, none twice, none that nobody owed."""
    rule = evidence.rulebook.calendar
    hours = OfficeHours(opens=rule.office_opens, closes=rule.office_closes)
    marks = Counter((mark.case_no, mark.seq, mark.to) for mark in evidence.marks)
    waiting = set(evidence.waiting)
    owed = set()
    for stored in evidence.heads:
        for entry in stored.entries:
            for notice in entry.owes:
                key = (str(stored.case.case_no), entry.seq, notice.to)
                owed.add(key)
                may_leave = leaves_at(notice.notice, entry.at, hours) <= evidence.now
                if marks[key] > 1:
                    yield Violation(ONCE, key[0], f"{notice.notice} of entry {entry.seq} is marked twice")
                elif may_leave and not marks[key]:
                    where = "still waits" if key in waiting else "has no mark"
                    yield Violation(
                        ONCE, key[0], f"{notice.notice} of entry {entry.seq} to {notice.to} {where}"
                    )
    ours = {str(stored.case.case_no) for stored in evidence.heads}
    for key in sorted(set(marks) - owed):
        if key[0] in ours:
            yield Violation(ONCE, key[0], f"entry {key[1]} owes {key[2]} nothing, and it was settled")


def sent_as_often_as_marked(evidence: Evidence) -> Iterator[Violation]:
    """Count what phones received beside what marks say was handed over."""
    handed = Counter[str]()
    for mark in evidence.marks:
        handed[mark.case_no] += len(mark.receipts) if mark.answer == SENT else 0
    for stored in evidence.heads:
        number = printed(CaseNo(stored.case.case_no))
        received = sum(number in message.text for message in evidence.messages)
        if received != handed[stored.case.case_no]:
            what = f"{received} messages received, {handed[stored.case.case_no]} handed over"
            yield Violation(AS_MARKED, stored.case.case_no, what)


def nothing_disclosed(evidence: Evidence) -> Iterator[Violation]:
    """Look for words of the complaint, and for the name, in every message about it."""
    for filing in evidence.filings:
        number = printed(CaseNo(filing.case_no))
        words = _shingles(filing)
        for message in evidence.messages:
            if number not in message.text:
                continue
            if filing.name in message.text or any(
                message.text[at : at + SHINGLE] in words for at in range(len(message.text) - SHINGLE + 1)
            ):
                yield Violation(DISCREET, filing.case_no, f"“{message.text}”")


def _shingles(filing: Filing) -> set[str]:
    return {
        text[at : at + SHINGLE]
        for text in (filing.title, filing.content)
        for at in range(max(1, len(text) - SHINGLE + 1))
        if len(text[at : at + SHINGLE]) == SHINGLE
    }
