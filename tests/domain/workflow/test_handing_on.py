"""What the sealed desk gives to a body above leaves a receipt and nothing else (X-2)."""

import pytest

from chalicelib.domain.vocabulary import Action, Role, State, Term
from chalicelib.domain.workflow.clock.purging import awaits_purge, kept_after_purge
from tests.support.life import COUNTY_BODY, a_life, beijing, is_open, post, refused

DESK = post(COUNTY_BODY, Role.SEALED_DESK)
RECEIPT = {"external_no": "市收〔2026〕5号", "receiver": "市纪委监委信访室"}


def handed_on():
    life = a_life()
    life.do(life.body, Action.SEAL, reason="属检举控告")
    life.do(DESK, Action.SEAL_HAND_OVER, done_on=life.now.date(), **RECEIPT)
    return life


@pytest.mark.obligation("X-2", "R-76")
def test_handed_on_it_ends_and_the_citizen_hears_of_it():
    life = handed_on()
    assert (life.case.state, life.case.clock, life.case.has_ended) == (State.SEALED, None, True)
    assert life.verdict(Term.SEALED_ACCEPTANCE).on_time
    assert life.told("N2") == {"citizen"}
    assert life.open_to(DESK) == set()


@pytest.mark.obligation("X-2")
def test_its_receipt_has_date_number_and_receiver():
    life = a_life()
    life.do(life.body, Action.SEAL, reason="属检举控告")
    for missing in RECEIPT:
        given = {name: value for name, value in RECEIPT.items() if name != missing}
        assert refused(life, DESK, Action.SEAL_HAND_OVER, done_on=life.now.date(), **given) == [f"/{missing}"]
    assert refused(life, DESK, Action.SEAL_HAND_OVER, **RECEIPT) == ["/done_on"]
    assert not is_open(life, life.county, Action.SEAL_HAND_OVER)


@pytest.mark.obligation("X-2")
def test_at_the_end_of_the_day_its_words_go_and_the_receipt_stays():
    life = handed_on()
    assert life.case.next_wake_at == beijing("2026-03-03", "00:00")
    assert awaits_purge(life.case)
    life.at("2026-03-02", "23:59").sweep()
    assert not life.entries(Action.PURGE)
    life.at("2026-03-05").sweep()
    (entry,) = life.entries(Action.PURGE)
    assert (entry.at, entry.basis, entry.owes) == (beijing("2026-03-03", "00:00"), "X-2", ())
    assert life.case.next_wake_at is None
    assert not awaits_purge(life.case)
    (receipt,) = life.entries(Action.SEAL_HAND_OVER)
    assert kept_after_purge(life.case.tail) == set(receipt.texts.values())
    life.at("2026-04-05").sweep()
    assert len(life.entries(Action.PURGE)) == 1
