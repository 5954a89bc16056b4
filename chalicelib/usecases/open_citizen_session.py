"""Open a session for whoever holds the phone that a code was sent to (H-14.1)."""

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.identity.digests import Pepper
from chalicelib.domain.identity.limits import CITIZEN_SESSION_SLIDES, CODE_TRIES
from chalicelib.domain.identity.refusals import CodeRefusedError
from chalicelib.domain.personal import Personal
from chalicelib.ports.clock import Clock
from chalicelib.ports.gate import Gate, Session
from chalicelib.ports.ids import Ids
from chalicelib.ports.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenSession:
    """A token to be shown with every request; whoever has it is the citizen."""

    token: str = field(repr=False)
    expires_at: datetime
    """Half an hour on; each use moves it, twelve hours at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCitizenSession:
    """Checks the code, then finds or makes the person of the phone."""

    gate: Gate
    people: People
    clock: Clock
    ids: Ids
    pepper: Pepper

    def __call__(self, phone: Personal[str], code: str) -> CitizenSession:
        """Open a session.

        Raises:
            CodeRefusedError: The code is wrong, used, expired, or was tried too often.
        """
        now = self.clock.real_now()
        digest = self.pepper.of_code(phone, code)
        if not self.gate.try_code(self.pepper.of_phone(phone), digest, now, CODE_TRIES):
            raise CodeRefusedError
        person = self.people.person_with(phone, now)
        opened = CitizenSession(token=self.ids.token(), expires_at=now + CITIZEN_SESSION_SLIDES)
        self.gate.open_session(
            opened.token, Session(person=person, started_at=now, expires_at=opened.expires_at)
        )
        return opened
