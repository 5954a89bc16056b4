"""Bind finished uploads to the case they belong to: once, and by whoever sent them (design §5)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.identifiers import CaseNo, PersonId, UploadId
from chalicelib.ports.clock import Clock
from chalicelib.ports.gate import Gate

_TAKEN: Final = "这个附件已经用在别的办件里，或者已经过期，请重新上传。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimUploads:
    """Claims tickets; claiming again for the same case is the same."""

    gate: Gate
    clock: Clock

    def faults(
        self, uploads: Sequence[str], person: PersonId, of_case: Callable[[], CaseNo | None]
    ) -> Iterator[Fault]:
        """Name every upload that is unknown, expired, somebody else's, found unfit, or another case's.

        All of them are asked about before any is claimed: a file claimed for a case that is then refused
        would be lost to its citizen. `of_case` is asked only if one is claimed already: an earlier try of
        the same request may have done it.
        """
        now = self.clock.real_now()
        for index, upload in enumerate(uploads):
            ticket = self.gate.find_upload(UploadId(upload), now)
            if ticket is None or ticket.person != person:
                yield Fault(f"/uploads/{index}", "没有这个附件，或者已经过期，请重新上传。")
            elif ticket.state == "refused":
                yield Fault(f"/uploads/{index}", "这个附件没有通过检查，请换一个文件。")
            elif ticket.claimed_by is not None and ticket.claimed_by != of_case():
                yield Fault(f"/uploads/{index}", _TAKEN)

    def __call__(self, uploads: Sequence[UploadId], case_no: CaseNo, person: PersonId | None) -> None:
        """Claim all, or name every one that is another case's or nobody's.

        Raises:
            InvalidInputError: Naming each upload that cannot be claimed.
        """
        now = self.clock.real_now()
        faults = [
            Fault(f"/uploads/{index}", _TAKEN)
            for index, upload in enumerate(uploads)
            if person is None or not self.gate.claim_upload(upload, person, case_no, now)
        ]
        if faults:
            raise InvalidInputError(faults)
