"""The chain of audit events is hashed the same for ever, or nobody could prove an old one."""

import pytest

from chalicelib.domain.audit_chain import event_hash


@pytest.mark.obligation("S-6")
def test_an_event_is_hashed_over_its_content_in_order_and_the_one_before():
    event = {"what": "看了办件", "at": "2026-11-22T01:30:00+00:00", "count": 2}
    once = event_hash("0f" * 32, event)
    # pragma: allowlist nextline secret - a hash
    assert once == "f4124c72d3ab3145a929f9b040589877a671b073a753062e5dd8531ba9021361"
    assert event_hash("0f" * 32, dict(reversed(event.items()))) == once
    assert event_hash("", event) != once
    assert event_hash("0f" * 32, event | {"count": 3}) != once
