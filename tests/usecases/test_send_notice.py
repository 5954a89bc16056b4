from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.adapters.memory.dispatch import MemoryMessenger, MemoryRecipients, MemoryWaitingRoom
from chalicelib.domain.case_number import printed
from chalicelib.domain.errors import CaseMissingError, UnavailableError
from chalicelib.domain.identifiers import CaseNo, PostId
from chalicelib.domain.notices.outbox import Envelope, envelopes_of
from chalicelib.domain.vocabulary import Action, State
from chalicelib.usecases.send_notice import Delivery, SendNotice
from tests.support.owing import (
    CITIZEN_PHONE,
    NIGHT,
    NOON,
    NUMBER,
    FakeCases,
    FakeMessages,
    FakePeople,
    FakeShelves,
    MovableClock,
    a_case,
    an_entry,
)
from tests.support.small_county import CountyFile

HANDLER_PHONE = "+8613900000002"
DEPUTY_PHONE = "+8613900000003"


class Sender:
    """A sender with everything around it, and one case that owes."""

    def __init__(self, *entries, county_file: CountyFile | None = None, **case) -> None:
        self.cases = FakeCases()
        self.case = a_case(*entries, **case)
        self.cases.put(self.case)
        self.messages, self.messenger = FakeMessages(), MemoryMessenger()
        self.room, self.clock = MemoryWaitingRoom(), MovableClock()
        self.recipients = MemoryRecipients({PostId("d-h"): [HANDLER_PHONE], PostId("d-h2"): [DEPUTY_PHONE]})
        self.send = SendNotice(
            cases=self.cases,
            people=FakePeople(),
            shelves=FakeShelves(county_file),
            recipients=self.recipients,
            messages=self.messages,
            messenger=self.messenger,
            waiting_room=self.room,
            clock=self.clock,
        )

    def envelopes(self) -> list[Envelope]:
        return envelopes_of(self.case.case_no, self.case.tail)

    def send_all(self) -> list[Delivery]:
        return [self.send(envelope) for envelope in self.envelopes()]


@pytest.mark.obligation("H-14.1", "H-13.3")
def test_the_citizen_gets_the_receipt_and_a_mark_is_put():
    sender = Sender(an_entry(1, owes=[("N1", "citizen")]))
    assert sender.send_all() == [Delivery.SENT]
    ((to, text),) = sender.messenger.sent
    assert to == CITIZEN_PHONE
    assert "HL260701-5715-2145-" in text
    (mark,) = sender.messages.marks.values()
    assert (mark.to, mark.provider_id, mark.answer) == ("citizen", "message-1", "sent")


def test_a_notice_with_a_mark_is_dropped():
    sender = Sender(an_entry(1, owes=[("N1", "citizen")]))
    assert sender.send_all() + sender.send_all() == [Delivery.SENT, Delivery.ALREADY_SETTLED]
    assert len(sender.messenger.sent) == 1


def test_a_crash_between_provider_and_mark_sends_twice_and_never_a_third_time():
    # The only such window, named in docs/threat-model.md; the other order would lose the message.
    class CrashingOnce(FakeMessages):
        is_alive = False

        def mark(self, mark):
            if not self.is_alive:
                self.is_alive = True
                raise UnavailableError("请稍后再试。")
            return super().mark(mark)

    sender = Sender(an_entry(1, owes=[("N1", "citizen")]))
    sender.send = replace(sender.send, messages=CrashingOnce())
    with pytest.raises(UnavailableError):
        sender.send_all()
    assert sender.send_all() + sender.send_all() == [Delivery.SENT, Delivery.ALREADY_SETTLED]
    assert len(sender.messenger.sent) == 2


def test_a_crash_before_the_provider_sends_once():
    class DeafOnce(MemoryMessenger):
        is_deaf = True

        def send(self, to, text):
            if self.is_deaf:
                self.is_deaf = False
                raise UnavailableError("请稍后再试。")
            return super().send(to, text)

    sender = Sender(an_entry(1, owes=[("N1", "citizen")]))
    sender.send = replace(sender.send, messenger=(messenger := DeafOnce()))
    with pytest.raises(UnavailableError):
        sender.send_all()
    assert sender.send_all() == [Delivery.SENT]
    assert len(messenger.sent) == 1


@pytest.mark.obligation("H-20.2")
def test_a_breach_of_the_night_waits_for_the_opening_and_names_the_day_that_was_missed():
    midnight = datetime(2026, 7, 8, 16, 0, tzinfo=UTC)
    sender = Sender(an_entry(1, Action.BREACH, at=midnight, owes=[("N4", "d-h")]))
    sender.clock.time = midnight
    assert sender.send_all() == [Delivery.WAITING]
    assert sender.messenger.sent == []
    (waiting,) = sender.room.ready(midnight + timedelta(hours=9), 10)
    assert waiting.is_urgent
    assert waiting.leaves_at == datetime(2026, 7, 9, 0, 30, tzinfo=UTC)
    sender.clock.time = waiting.leaves_at
    assert sender.send(waiting.envelope) is Delivery.SENT
    assert sender.messenger.sent == [
        (HANDLER_PHONE, f"【一点通】办件{printed(NUMBER)}已超过期限（7月8日），请立即登录办理。")
    ]


def test_a_late_sweep_does_not_make_a_message_wait_again():
    # Owed at night, found at noon: its time has come.
    sender = Sender(an_entry(1, Action.BREACH, at=NIGHT - timedelta(days=1), owes=[("N4", "d-h")]))
    assert sender.send_all() == [Delivery.SENT]


@pytest.mark.obligation("X-1")
def test_a_case_sealed_since_keeps_its_notices_back_for_good():
    sender = Sender(an_entry(1, Action.ASSIGN, owes=[("N3", "d-h"), ("N2", "citizen")]), state=State.SEALED)
    assert sender.send_all() == [Delivery.WITHHELD, Delivery.WITHHELD]
    assert sender.messenger.sent == []
    assert sender.send_all() == [Delivery.ALREADY_SETTLED, Delivery.ALREADY_SETTLED]


@pytest.mark.obligation("X-1")
def test_the_sealed_desk_is_told_of_a_sealed_case():
    desk = {"id": "xf", "org": "c-jw", "role": "sealed_desk", "title": "信访专员"}
    entry = an_entry(1, Action.SEAL, owes=[("N3", "xf")])
    sender = Sender(entry, county_file=CountyFile().added("posts", desk), state=State.SEALED)
    sender.recipients.phones = {PostId("xf"): ["+8613900000009"]}
    assert sender.send_all() == [Delivery.SENT]


def test_what_no_entry_owes_is_never_sent():
    sender = Sender(an_entry(1, owes=[("N1", "citizen")]))
    forged = Envelope(case_no=sender.case.case_no, seq=1, to="d-h", notice="N7", at=NOON)
    assert sender.send(forged) is Delivery.WITHHELD


def test_an_envelope_of_no_case_comes_again_until_it_is_a_dead_letter():
    sender = Sender(an_entry(1))
    with pytest.raises(CaseMissingError):
        sender.send(Envelope(case_no=CaseNo("HL26070100000000"), seq=1, to="citizen", notice="N1", at=NOON))


def test_an_entry_that_has_left_the_tail_is_read_from_the_timeline():
    old, new = an_entry(1, owes=[("N1", "citizen")]), an_entry(2, Action.SIGN_IN)
    sender = Sender(new)
    sender.cases.whole[sender.case.case_no] = [old, new]
    (envelope,) = envelopes_of(sender.case.case_no, [old])
    assert sender.send(envelope) is Delivery.SENT


@pytest.mark.parametrize(
    ("days", "told"),
    [
        pytest.param((date(2026, 7, 1), date(2026, 7, 1)), [HANDLER_PHONE, DEPUTY_PHONE], id="today"),
        pytest.param((date(2026, 7, 2), None), [HANDLER_PHONE], id="from-tomorrow"),
    ],
)
def test_a_deputy_reads_what_the_post_reads_on_the_days_it_stands_in(days, told):
    deputy = {"id": "d-h2", "org": "dept", "role": "handler", "title": "承办人二"}
    covered = CountyFile().added("posts", deputy)
    covered.post(
        "d-h",
        deputy="d-h2",
        deputy_from=days[0].isoformat(),
        deputy_until=days[1].isoformat() if days[1] else None,
    )
    sender = Sender(an_entry(1, Action.ASSIGN, owes=[("N3", "d-h")]), county_file=covered)
    assert sender.send_all() == [Delivery.SENT]
    assert [to for to, _ in sender.messenger.sent] == told


@pytest.mark.parametrize(
    ("phones", "to"),
    [
        pytest.param({}, "d-h", id="nobody-holds-the-post"),
        pytest.param({PostId("d-h"): ["+8613900000404"]}, "d-h", id="the-phone-takes-nothing"),
        pytest.param({}, "gone", id="the-post-is-no-more"),
    ],
)
def test_a_post_that_nobody_reaches_is_marked_so_and_does_not_come_again(phones, to):
    sender = Sender(an_entry(1, Action.ASSIGN, owes=[("N3", to)]))
    sender.recipients.phones = phones
    sender.messenger.unreachable = frozenset({"+8613900000404"})
    assert sender.send_all() == [Delivery.UNREACHABLE]
    assert [mark.answer for mark in sender.messages.marks.values()] == ["unreachable"]


def test_one_unreachable_phone_of_a_post_does_not_keep_the_others_from_reading():
    sender = Sender(an_entry(1, Action.ASSIGN, owes=[("N3", "d-h")]))
    sender.recipients.phones = {PostId("d-h"): ["+8613900000404", HANDLER_PHONE]}
    sender.messenger.unreachable = frozenset({"+8613900000404"})
    assert sender.send_all() == [Delivery.SENT]
    assert [to for to, _ in sender.messenger.sent] == [HANDLER_PHONE]
