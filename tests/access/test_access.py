"""Every route, role and relation: what is written down is what is done, and what is hidden looks absent."""

import pytest

from chalicelib.domain.vocabulary import Role
from chalicelib.runtime.wiring import use
from tests.access.callers import FILED_IT, OTHER_CITIZEN, citizens, officials
from tests.access.doors import ABSENT, doors
from tests.access.scenes import SCENES, scene
from tests.access.table import PAGE, document
from tests.support.office import CONTENT, DEMAND, NAME, PHONE, TITLE

OF_A_CASE = [door for door in doors() if door.is_of_case]
WORDS = (TITLE, CONTENT.splitlines()[0], DEMAND)
NO_WORDS_FOR = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR, Role.CITY_READONLY}
"""Those who run the service, those who watch over it, and who sees numbers alone (obligations §8, C-M17)."""


def role_of(office, caller):
    post = office.directory_of("helan").find_post(caller.post) if caller.post else None
    return post and post.role


@pytest.mark.obligation("K-5.3b", "X-4")
def test_what_is_written_in_the_page_is_what_every_door_does():
    assert PAGE.read_text(encoding="utf-8") == document(), "read the difference, then `make docs`"


@pytest.mark.obligation("K-5.3b", "X-4")
@pytest.mark.parametrize("name", SCENES)
def test_a_forbidden_case_answers_byte_for_byte_like_an_absent_one(name):
    at_hand = scene(name)
    compared = 0
    with use(at_hand.town.services):
        for caller in [*citizens(at_hand), *officials(at_hand)]:
            for door in OF_A_CASE:
                forbidden = door.ask(at_hand, caller)
                if forbidden.status_code == 404 and "evidence-missing" not in forbidden.body.decode():
                    absent = door.ask(at_hand, caller, ABSENT)
                    assert (forbidden.status_code, forbidden.body) == (absent.status_code, absent.body)
                    assert forbidden.headers.keys() == absent.headers.keys()
                    compared += 1
    assert compared > 100


@pytest.mark.obligation("H-11.2", "X-1", "X-10")
@pytest.mark.parametrize("name", SCENES)
def test_no_official_reads_who_complains_and_no_administrator_what_about(name):
    at_hand = scene(name)
    with use(at_hand.town.services):
        for caller in officials(at_hand):
            told = b"".join(door.ask(at_hand, caller).body for door in OF_A_CASE).decode()
            assert NAME not in told
            assert PHONE.removeprefix("+86") not in told
            if role_of(at_hand.town.services, caller) in NO_WORDS_FOR:
                assert not [word for word in WORDS if word in told]


@pytest.mark.obligation("A-16")
@pytest.mark.parametrize("name", SCENES)
def test_who_filed_it_reads_it_at_every_standing_and_no_other_citizen_ever(name):
    at_hand = scene(name)
    with use(at_hand.town.services):
        who = {caller.row: caller for caller in citizens(at_hand)}
        path = f"/v1/my/cases/{at_hand.case_no}"
        assert at_hand.town.caller.get(path, token=who[FILED_IT].token).status_code == 200
        assert at_hand.town.caller.get(path, token=who[OTHER_CITIZEN].token).status_code == 404


@pytest.mark.obligation("H-11.2", "X-1")
def test_what_is_sealed_nobody_reads_but_the_sealed_desk():
    at_hand = scene("已转信访专员")
    with use(at_hand.town.services):
        readers = {
            role_of(at_hand.town.services, caller)
            for caller in officials(at_hand)
            if at_hand.town.caller.get(f"/v1/desk/cases/{at_hand.case_no}", token=caller.token).status_code
            == 200
        }
    assert readers == {Role.SEALED_DESK}


@pytest.mark.obligation("A-30")
def test_who_stands_aside_and_the_unit_complained_of_see_nothing():
    for name, relation in (
        ("审核中，一名审核人已回避", "已回避"),
        ("待受理，投诉县教育体育局的作风", "被投诉单位"),
    ):
        at_hand = scene(name)
        with use(at_hand.town.services):
            barred = [caller for caller in officials(at_hand) if relation in caller.row]
            answers = {door.ask(at_hand, caller).status_code for caller in barred for door in OF_A_CASE}
        assert barred
        assert answers == {401, 404}
