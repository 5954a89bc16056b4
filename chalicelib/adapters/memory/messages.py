"""Marks of notices in memory, for tests and exploration."""

from collections.abc import Sequence

from chalicelib.domain.identifiers import CaseNo
from chalicelib.ports.messages import Mark


class MemoryMessages:
    """Remembers which notices have left; implements `ports.messages.Messages`."""

    def __init__(self) -> None:
        self.marks: dict[tuple[CaseNo, int, str], Mark] = {}
        self.receipts: dict[tuple[CaseNo, int, str], str] = {}

    def is_sent(self, case_no: CaseNo, seq: int, to: str) -> bool:
        """Tell whether this notice has left."""
        return (case_no, seq, to) in self.marks

    def marks_of(self, case_no: CaseNo) -> Sequence[Mark]:
        """Give all marks of a case."""
        return [mark for mark in self.marks.values() if mark.case_no == case_no]

    def mark(self, mark: Mark) -> bool:
        """Keep the mark if there is none yet."""
        return self.marks.setdefault((mark.case_no, mark.seq, mark.to), mark) is mark

    def record_receipt(self, case_no: CaseNo, seq: int, to: str, receipt: str) -> None:
        """Add what the provider says later."""
        if self.is_sent(case_no, seq, to):
            self.receipts[case_no, seq, to] = receipt
