"""File for somebody who agrees to it: by the code on their own phone, or without any (S-18, C-M10a, A-18)."""

from dataclasses import dataclass, replace

from chalicelib.domain.case_number import printed
from chalicelib.domain.errors import NotYoursError
from chalicelib.domain.identifiers import PersonId
from chalicelib.domain.identity.digests import Pepper
from chalicelib.domain.identity.limits import CODE_TRIES
from chalicelib.domain.identity.refusals import CodeRefusedError
from chalicelib.domain.personal import Personal
from chalicelib.domain.workflow.act import Act, Actor
from chalicelib.ports.clock import Clock
from chalicelib.ports.gate import Gate
from chalicelib.ports.messenger import Messenger, PhoneUnreachableError
from chalicelib.ports.people import People
from chalicelib.usecases.file_case import FileCase, Filed, Wanted
from chalicelib.usecases.look_up_case import RECEIVING


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForSomebody:
    """Files in a citizen's name: the case, its notices and its query code are the citizen's alone."""

    gate: Gate
    people: People
    messenger: Messenger
    clock: Clock
    pepper: Pepper
    file_case: FileCase

    def __call__(self, wanted: Wanted, phone: Personal[str] | None, code: str, key: str, act: Act) -> Filed:
        """File, or find what the same key has filed before; `act.actor` is who helps.

        Without a phone the number and the query code are all that leads back to the case: they are printed
        for the citizen, no message is ever sent, and they ask with the paper at a reception point (A-19).

        Raises:
            NotYoursError: This post receives nobody.
            CodeRefusedError: The code is not the one that this phone received, or is used up.
            InvalidInputError: Something in it cannot be routed.
            RequestReusedError: The key came before with another body.
            UnavailableError: A store did not answer; the same key goes on where this try stopped.
        """
        if act.actor.role not in RECEIVING:
            raise NotYoursError("代群众提交由代录员、纪检机构受理岗或县级受理岗办理。")
        mine = _key_of(act.actor, key)
        if phone is None:
            somebody = self.people.person_without_phone(mine, self.clock.real_now())
            return self.file_case(replace(wanted, has_phone=False), somebody, mine, act)
        filed = self.file_case(wanted, self._person(phone, code, mine), mine, act)
        self._tell(filed, phone)
        return filed

    def _person(self, phone: Personal[str], code: str, key: str) -> PersonId:
        now = self.clock.real_now()
        known = self.people.find_person(phone)
        if known is not None and self.people.find_guard(known, key) is not None:
            # The code was right when this request came first, and can be used only once.
            return known
        digest = self.pepper.of_code(phone, code)
        if not self.gate.try_code(self.pepper.of_phone(phone), digest, now, CODE_TRIES):
            raise CodeRefusedError
        return known or self.people.person_with(phone, now)

    def _tell(self, filed: Filed, phone: Personal[str]) -> None:
        try:
            self.messenger.send(phone, text_of(filed))
        except PhoneUnreachableError:
            # It is filed all the same; who takes no messages asks for the code on paper.
            return


def text_of(filed: Filed) -> str:
    """Word the message that carries number and query code, in one segment."""
    number = printed(filed.case.case_no)
    return f"已代您提交投诉，编号{number}，查询码{filed.query_code}。请保存好，勿告诉他人。"


def _key_of(actor: Actor, key: str) -> str:
    # Whoever helps many people counts their requests by themselves, and never meets a citizen's own key.
    return f"{actor.account}/{key}"
