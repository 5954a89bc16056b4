"""Audit events in memory: for tests and demonstrations."""

from dataclasses import dataclass, field

from chalicelib.ports.audit_log import AuditEvent


@dataclass
class MemoryAuditLog:
    """Keeps events in a list."""

    events: list[AuditEvent] = field(default_factory=list)

    def record(self, event: AuditEvent) -> None:
        """Keep an event."""
        self.events.append(event)
