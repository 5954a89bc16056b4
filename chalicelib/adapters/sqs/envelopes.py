"""How an envelope reads on the queue: five short facts, nothing about the matter or a person."""

import json
from datetime import datetime

from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.notices.outbox import Envelope


def body_of(envelope: Envelope) -> str:
    """Write an envelope as the body of a queue message."""
    return json.dumps(
        {
            "case_no": envelope.case_no,
            "seq": envelope.seq,
            "to": envelope.to,
            "notice": envelope.notice,
            "at": envelope.at.isoformat(),
        }
    )


def envelope_of(body: str) -> Envelope:
    """Read the body of a queue message; what this code does not know is passed over.

    Raises:
        ValueError, KeyError: It is no envelope; the message belongs to the dead letters.
    """
    content = json.loads(body)
    return Envelope(
        case_no=CaseNo(content["case_no"]),
        seq=int(content["seq"]),
        to=content["to"],
        notice=content["notice"],
        at=datetime.fromisoformat(content["at"]),
    )
