"""A county's directory file: every fault at once, and nothing refused that is merely worrying."""

import pytest

from chalicelib.domain.directory.document import as_document, directory_from
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.vocabulary import Role
from tests.support.sentences import in_sentences
from tests.support.small_county import COUNTY_BODY, LEADER, CountyFile

pytestmark = pytest.mark.obligation("H-4.0")


def pointers(file, **options):
    with pytest.raises(InvalidInputError) as refused:
        directory_from(file.document, **options)
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in fault.detail) for fault in refused.value.faults)
    return [fault.pointer for fault in in_sentences(refused.value.faults)]


def at(file, key, line):
    return next(f"/{key}/{n}" for n, entry in enumerate(file.document[key]) if entry["id"] == line)


def test_a_sound_file_is_written_back_as_it_was_read():
    file = CountyFile().post("t-p", deputy="t-l", deputy_from="2026-01-01", deputy_until="2026-02-01")
    file.added("orgs", {"id": "old", "name": "旧村", "type": "village", "parent": "t", "active": False})
    file.added("posts", {"id": "o-h", "org": "old", "role": "handler", "title": "承办人", "active": False})
    file.added("posts", LEADER)
    assert as_document(directory_from(file.document)) == file.document


def test_every_fault_is_named_at_once():
    file = CountyFile()
    file.document["county"] = "Mou County"
    file.document["extra"] = 1
    file.org("v", parent="c").org("t", phone="call me").org("t2", supervised_by="dept")
    file.post("d-h", role="boss").post("t-p", deputy="t-p").post("tj-1", title="")
    assert sorted(pointers(file)) == sorted(
        [
            "/county",
            "/extra",
            at(file, "orgs", "v") + "/parent",
            at(file, "orgs", "t") + "/phone",
            at(file, "orgs", "t2") + "/supervised_by",
            at(file, "posts", "d-h") + "/role",
            at(file, "posts", "t-p") + "/deputy",
            at(file, "posts", "tj-1") + "/title",
        ]
    )


def test_a_file_without_anything_lacks_everything():
    file = CountyFile()
    file.document.clear()
    assert pointers(file) == ["/county", "/version", "/name", "/root", "/county_body", "/orgs", "/posts"]


def test_a_line_that_is_no_object_is_one_fault_not_many():
    file = CountyFile().added("orgs", "village").added("posts", 7)
    assert pointers(file) == ["/orgs/11", "/posts/16"]


@pytest.mark.parametrize(
    ("line", "changes", "key"),
    [
        ("v", {"parent": "dept"}, "parent"),
        ("v", {"parent": None}, "parent"),
        ("v", {"parent": "nowhere"}, "parent"),
        ("v", {"parent": "Nowhere!"}, "parent"),
        ("v", {"parent": "v"}, "parent"),
        ("t", {"parent": "t2"}, "parent"),
        ("t", {"supervised_by": "nowhere"}, "supervised_by"),
        ("t", {"supervised_by": "c"}, "supervised_by"),
        ("t-jw", {"supervised_by": "t-jw"}, "supervised_by"),
        ("t-jw", {"place": "nowhere"}, "place"),
        ("t-jw", {"place": "pz"}, "place"),
        ("t-jw", {"place": ""}, "place"),
        ("v", {"name": "村" * 61}, "name"),
        ("v", {"name": " 村"}, "name"),
        ("v", {"name": "一\u202e村"}, "name"),
        ("v", {"name": "一\u0000村"}, "name"),
        ("v", {"name": 1}, "name"),
        ("v", {"name": None}, "name"),
        ("v", {"type": "hamlet"}, "type"),
        ("v", {"type": 3}, "type"),
        ("v", {"phone": "12"}, "phone"),
        ("v", {"active": "yes"}, "active"),
        ("v", {"colour": "red"}, "colour"),
    ],
)
def test_a_faulty_body_is_named_where_it_stands(line, changes, key):
    file = CountyFile().org(line, **changes)
    assert f"{at(file, 'orgs', line)}/{key}" in pointers(file)


@pytest.mark.parametrize(
    ("line", "changes", "key"),
    [
        ("t-p", {"org": "nowhere"}, "org"),
        ("t-p", {"org": "No"}, "org"),
        ("t-p", {"role": "citizen"}, "role"),
        ("t-p", {"role": "county"}, "role"),
        ("t-h", {"role": "city_readonly"}, "role"),
        ("t-h", {"head": True}, "head"),
        ("t-p", {"deputy": "nobody"}, "deputy"),
        ("t-p", {"deputy": "-"}, "deputy"),
        ("t-p", {"deputy": "t-p"}, "deputy"),
        ("t-p", {"deputy": "d-p"}, "deputy"),
        ("t-p", {"deputy": "t-h"}, "deputy"),
        ("t-p", {"deputy_from": "2026-01-01"}, "deputy_from"),
        ("t-p", {"deputy_until": "2026-01-01"}, "deputy_until"),
        ("t-p", {"deputy": "t-l", "deputy_from": "20260101"}, "deputy_from"),
        ("t-p", {"deputy": "t-l", "deputy_from": "2026-02-30"}, "deputy_from"),
        ("t-p", {"deputy": "t-l", "deputy_from": 20260101}, "deputy_from"),
        ("t-p", {"deputy": "t-l", "deputy_from": "2026-02-02", "deputy_until": "2026-02-01"}, "deputy_until"),
    ],
)
def test_a_faulty_post_is_named_where_it_stands(line, changes, key):
    file = CountyFile().post(line, **changes)
    assert f"{at(file, 'posts', line)}/{key}" in pointers(file)


@pytest.mark.obligation("J-2.3")
@pytest.mark.parametrize(
    ("units", "key"),
    [
        ("v", ""),
        (["v", "V!"], "/1"),
        (["v", ["t"]], "/1"),
        (["nowhere"], "/0"),
        (["v", "t-jw"], "/1"),
        (["c"], "/0"),
        (["v", "t", "v"], "/2"),
        (["v"] * 101, ""),
    ],
)
def test_what_a_leader_cannot_be_in_charge_of_is_named(units, key):
    file = CountyFile().added("posts", LEADER | {"in_charge_of": units})
    assert f"{at(file, 'posts', 't-c')}/in_charge_of{key}" in pointers(file)


@pytest.mark.obligation("J-2.3")
def test_only_a_leader_is_in_charge_of_units():
    file = CountyFile().post("t-l", in_charge_of=["v"])
    assert pointers(file) == [at(file, "posts", "t-l") + "/in_charge_of"]


def test_a_repeated_id_is_named_at_its_second_line():
    file = CountyFile()
    file.added("orgs", {"id": "v", "name": "又一村", "type": "village", "parent": "t"})
    file.added("posts", {"id": "v-h", "org": "v", "role": "handler", "title": "承办人"})
    assert pointers(file) == ["/orgs/11/id", "/posts/16/id"]


def test_two_lines_without_a_readable_id_are_not_called_repeated():
    file = CountyFile()
    for line in ("V!", "W!"):
        file.added("orgs", {"id": line, "name": "村", "type": "village", "parent": "t"})
        file.added("posts", {"id": line, "org": "v", "role": "handler", "title": "承办人"})
    assert pointers(file) == ["/orgs/11/id", "/orgs/12/id", "/posts/16/id", "/posts/17/id"]


def test_a_circle_is_named_at_each_of_its_bodies_and_not_below_it():
    file = CountyFile().org("pz", parent="pz2", supervised_by="pz2")
    pz2 = {
        "id": "pz2",
        "name": "派驻二组",
        "type": "stationed_discipline",
        "parent": "pz",
        "supervised_by": "pz",
    }
    file.added("orgs", pz2)
    file.added("orgs", {"id": "below", "name": "小组", "type": "office", "parent": "pz"})
    pz, other = at(file, "orgs", "pz"), at(file, "orgs", "pz2")
    assert pointers(file) == [
        f"{pz}/parent",
        f"{other}/parent",
        f"{pz}/supervised_by",
        f"{other}/supervised_by",
    ]


def test_nothing_active_hangs_on_what_is_retired():
    file = CountyFile().org("t-jw", active=False).org("t2", active=False).post("d-p", deputy="d-l")
    file.post("d-l", active=False)
    assert pointers(file) == [
        at(file, "orgs", "t") + "/supervised_by",
        at(file, "orgs", "v2") + "/parent",
        at(file, "posts", "d-p") + "/deputy",
        at(file, "posts", "tj-1") + "/org",
        at(file, "posts", "tj-2") + "/org",
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [("root", "nowhere"), ("root", "pz"), ("county_body", "nowhere"), ("county_body", "dept")],
)
def test_the_top_of_the_tenant_must_be_what_it_is_named_for(key, value):
    file = CountyFile()
    file.document[key] = value
    assert f"/{key}" in pointers(file)


def test_what_refers_to_an_unreadable_line_is_not_called_absent():
    file = CountyFile().org("t-jw", type="committee").post("t-l", role="boss").post("t-p", deputy="t-l")
    file.org(COUNTY_BODY, name="").added("posts", LEADER | {"in_charge_of": ["t-jw"]})
    assert pointers(file) == [
        at(file, "orgs", COUNTY_BODY) + "/name",
        at(file, "orgs", "t-jw") + "/type",
        at(file, "posts", "t-l") + "/role",
    ]


@pytest.mark.parametrize("key", ["root", "county_body"])
def test_an_unreadable_top_is_one_fault(key):
    file = CountyFile()
    line = file.document[key]
    file.org(line, type="realm")
    assert pointers(file) == [at(file, "orgs", line) + "/type"]


class TestEveryStepCanBeSigned:
    """R-28: a directory in which a single recusal leaves a step empty is refused."""

    pytestmark = pytest.mark.obligation("R-28")

    def test_a_lone_county_leader_is_refused(self):
        file = CountyFile().post("cl-1", deputy=None).without("posts", "cl-2")
        assert pointers(file) == [at(file, "posts", "cl-1")]

    def test_a_lone_county_leader_with_a_standing_deputy_is_enough(self):
        file = CountyFile().without("posts", "cl-2").post("cl-1", deputy="c-1")
        assert directory_from(file.document)

    def test_a_county_without_its_own_posts_is_refused(self):
        file = CountyFile().without("posts", "c-1", "c-2", "cl-1", "cl-2")
        assert pointers(file).count(at(file, "orgs", COUNTY_BODY)) == 2

    def test_a_lone_county_post_leaves_it_and_no_stand_in_for_those_below_it(self):
        file = CountyFile().without("posts", "c-2")
        assert pointers(file) == [at(file, "posts", "c-1")]

    @pytest.mark.obligation("H-12.5")
    def test_a_unit_that_handles_needs_a_committee_of_its_own_or_above(self):
        file = CountyFile().without("posts", "d-p", "t-p")
        assert pointers(file) == [at(file, "orgs", line) for line in ("dept", "t", "v")]

    @pytest.mark.obligation("J-2.3", "C-N2b", "K-3.2b")
    def test_a_unit_that_handles_needs_a_leader_of_its_own(self):
        file = CountyFile().added("posts", LEADER)
        assert pointers(file, signing=(Role.LEADER_IN_CHARGE,)) == [at(file, "orgs", "dept")]
        file.without("posts", "t-c").added("posts", LEADER | {"in_charge_of": ["dept"]})
        assert pointers(file, signing=(Role.LEADER_IN_CHARGE,)) == [at(file, "orgs", "v")]

    @pytest.mark.obligation("J-3.3.3")
    def test_a_unit_that_handles_needs_somebody_responsible(self):
        file = CountyFile().without("posts", "d-l", "v-l")
        assert pointers(file, signing=(Role.UNIT_LEADER,)) == [at(file, "orgs", "dept")]

    @pytest.mark.obligation("J-3.2.1")
    def test_a_body_that_takes_in_needs_a_secretary_of_its_own_or_above(self):
        secretary = {"org": "t-jw", "role": "discipline_secretary", "title": "书记岗"}
        duty = {"id": "v-i", "org": "v", "role": "intake", "title": "值班受理岗"}
        file = CountyFile().added("posts", secretary | {"id": "tj-s"}).added("posts", duty)
        signing = (Role.DISCIPLINE_SECRETARY,)
        assert pointers(file, signing=signing) == [at(file, "orgs", line) for line in (COUNTY_BODY, "pz")]
        file.added("posts", secretary | {"id": "c-s", "org": COUNTY_BODY, "deputy": "cl-1"})
        assert directory_from(file.document, signing=signing)

    @pytest.mark.obligation("J-3.2.1b", "K-4.1c")
    def test_the_tenant_needs_its_main_leader(self):
        file = CountyFile()
        assert pointers(file, signing=(Role.MAIN_LEADER,)) == [at(file, "orgs", "c")]
        file.added("posts", {"id": "c-m", "org": "c", "role": "main_leader", "title": "书记岗"})
        assert directory_from(file.document, signing=(Role.MAIN_LEADER,))

    @pytest.mark.obligation("K-2.2")
    @pytest.mark.parametrize("org", [COUNTY_BODY, "c"])
    def test_the_coordination_office_sits_at_the_top_body_or_in_its_house(self, org):
        signing = (Role.COORDINATION_OFFICE,)
        file = CountyFile()
        assert pointers(file, signing=signing) == [at(file, "orgs", COUNTY_BODY)]
        for post in ("co-1", "co-2"):
            file.added("posts", {"id": post, "org": org, "role": "coordination_office", "title": "协调岗"})
        assert directory_from(file.document, signing=signing)

    def test_which_roles_sign_is_the_rulebooks_word(self):
        file = CountyFile().without("posts", "d-p", "t-p", "cl-2").post("cl-1", deputy=None)
        assert directory_from(file.document, signing=(Role.INTAKE, Role.COUNTY))

    def test_holes_are_named_beside_faults_of_form(self):
        file = CountyFile().org("v", phone="?").without("posts", "d-p")
        assert pointers(file) == [at(file, "orgs", "v") + "/phone", at(file, "orgs", "dept")]

    @pytest.mark.parametrize(
        "changes", [{"role": "boss"}, {"org": "!"}], ids=["its role is unreadable", "its body is unreadable"]
    )
    def test_a_post_that_could_not_be_read_is_not_also_called_missing(self, changes):
        file = CountyFile().post("d-p", **changes)
        key = next(iter(changes))
        assert pointers(file) == [at(file, "posts", "d-p") + f"/{key}"]

    def test_what_hangs_on_a_broken_reference_is_left_unjudged(self):
        file = CountyFile().org("t", parent="nowhere", supervised_by="nowhere2").without("posts", "t-p")
        assert pointers(file) == [at(file, "orgs", "t") + "/parent", at(file, "orgs", "t") + "/supervised_by"]

    def test_what_stands_below_an_unreadable_body_is_left_unjudged(self):
        assert pointers(file := CountyFile().org("t", type="hamlet")) == [at(file, "orgs", "t") + "/type"]

    def test_a_broken_deputy_of_the_county_leaves_the_county_unjudged(self):
        file = CountyFile().post("cl-1", deputy="nobody").without("posts", "cl-2")
        assert pointers(file) == [at(file, "posts", "cl-1") + "/deputy"]
