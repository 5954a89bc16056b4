"""To which 纪检机构 a complaint goes, and why."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.checklist.document import checklist_from
from chalicelib.domain.directory.document import as_document, directory_from
from chalicelib.domain.directory.org import DISCIPLINE_BODIES
from chalicelib.domain.directory.places import places_of
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.identifiers import ItemId, OrgId, PlaceId
from chalicelib.domain.routing.route import Matter, RouteReason, route
from chalicelib.domain.vocabulary import Role, SourceType
from tests.support.shipped import shipped

DIRECTORY = directory_from(shipped("demo/helan/directory.json"))
CHECKLIST = checklist_from(shipped("demo/helan/checklist.json"), DIRECTORY)

COUNTY_BODY = "640122-jw"
VILLAGE, TOWN, TOWN_BODY = "640122100200", "640122100", "640122100-jw"
VILLAGE_WITHOUT_BODY = "640122102205"
CIVIL_AFFAIRS, FIRST_GROUP = "640122-mzj", "640122-pz1"


def matter(source=SourceType.OTHER, place=VILLAGE, **about):
    return Matter(source=source, place=PlaceId(place), **about)


def routed(found, directory=DIRECTORY):
    return route(found, directory, CHECKLIST)


def retired(*posts):
    document = as_document(DIRECTORY)
    document["posts"] = [post for post in document["posts"] if post["id"] not in posts]
    return directory_from(document, signing=())


def refused(found):
    with pytest.raises(InvalidInputError) as error:
        routed(found)
    return [(fault.pointer, fault.detail) for fault in error.value.faults]


@pytest.mark.obligation("H-10.1", "H-11.1")
def test_an_item_goes_to_the_supervisor_of_its_responsible_unit():
    way = routed(matter(SourceType.CHECKLIST, item=ItemId("dibao-pingyi")))
    assert (way.body, way.unit, way.reason) == (FIRST_GROUP, CIVIL_AFFAIRS, RouteReason.ITEM)
    assert way.explanation == (
        "监督事项“最低生活保障资格评议”由贺兰县民政局负责，贺兰县民政局由贺兰县纪委监委派驻第一纪检监察组监督。"
    )


@pytest.mark.obligation("H-10.1", "H-9.2")
@pytest.mark.parametrize("source", [SourceType.DISCLOSURE, SourceType.SUBSIDY])
def test_published_information_goes_to_the_supervisor_of_its_publisher(source):
    way = routed(matter(source, publisher=OrgId(TOWN), item=ItemId("dibao-pingyi")))
    assert (way.body, way.unit, way.reason) == (TOWN_BODY, TOWN, RouteReason.DISCLOSURE)


@pytest.mark.obligation("A-42")
def test_a_matter_on_no_list_goes_to_the_township_of_its_place():
    way = routed(matter())
    assert (way.body, way.unit, way.reason) == (TOWN_BODY, None, RouteReason.PLACE)
    assert way.explanation == "事情发生在黎明村，由习岗镇纪委监督。"


@pytest.mark.obligation("A-42", "J-2.1")
def test_where_a_town_is_the_tenant_its_own_body_is_that_of_every_place():
    town = directory_from(shipped("demo/jiansheng/directory.json"), signing=())
    way = route(matter(place="500104102001"), town, CHECKLIST)
    assert (way.body, way.unit, way.reason) == ("500104102-jw", None, RouteReason.PLACE)
    assert way.explanation == "事情发生在白居寺社区，由建胜镇纪委监督。"


@pytest.mark.obligation("A-42")
def test_a_county_department_that_is_named_comes_before_the_place():
    way = routed(matter(complained_unit=OrgId(CIVIL_AFFAIRS)))
    assert (way.body, way.unit, way.reason) == (FIRST_GROUP, None, RouteReason.NAMED_UNIT)


@pytest.mark.obligation("A-42")
def test_a_village_that_is_named_leaves_the_place_to_decide():
    assert routed(matter(complained_unit=OrgId(VILLAGE))).reason is RouteReason.PLACE


@pytest.mark.obligation("R-06", "A-42")
@pytest.mark.parametrize("place", [VILLAGE_WITHOUT_BODY, "640122"])
def test_a_place_without_a_body_goes_to_the_county_pool(place):
    way = routed(matter(place=place))
    assert (way.body, way.reason) == (COUNTY_BODY, RouteReason.COUNTY_POOL)


@pytest.mark.obligation("R-06")
def test_a_body_without_active_intake_leaves_it_to_the_county_pool():
    absent = retired(*(post.id for post in DIRECTORY.posts_of(OrgId(FIRST_GROUP), Role.INTAKE)))
    way = routed(matter(SourceType.CHECKLIST, item=ItemId("dibao-pingyi")), absent)
    assert (way.body, way.unit, way.reason) == (COUNTY_BODY, CIVIL_AFFAIRS, RouteReason.COUNTY_POOL)
    assert "目前没有在岗的受理人员" in way.explanation


@pytest.mark.obligation("R-06")
def test_without_anybody_in_the_county_a_complaint_stays_filed():
    absent = retired(*(post.id for post in DIRECTORY.posts_of(OrgId(COUNTY_BODY), Role.COUNTY)))
    way = routed(matter(place=VILLAGE_WITHOUT_BODY), absent)
    assert (way.body, way.reason) == (None, RouteReason.NOBODY)


@pytest.mark.obligation("A-30")
def test_a_body_never_takes_in_what_is_said_of_itself():
    way = routed(matter(complained_unit=OrgId(TOWN_BODY)))
    assert (way.body, way.reason) == (COUNTY_BODY, RouteReason.NAMED_UNIT)
    way = routed(
        matter(SourceType.CHECKLIST, item=ItemId("dibao-pingyi"), complained_unit=OrgId(FIRST_GROUP))
    )
    assert (way.body, way.unit, way.reason) == (COUNTY_BODY, CIVIL_AFFAIRS, RouteReason.COUNTY_POOL)


@pytest.mark.obligation("A-30")
def test_what_is_said_of_the_county_body_stays_there_for_want_of_one_above_in_the_tenant():
    way = routed(matter(complained_unit=OrgId(COUNTY_BODY)))
    assert (way.body, way.reason) == (COUNTY_BODY, RouteReason.COUNTY_POOL)


@pytest.mark.obligation("R-27")
def test_a_service_matter_about_the_responsible_unit_still_goes_to_it():
    item = ItemId("dibao-pingyi")
    way = routed(matter(SourceType.CHECKLIST, item=item, complained_unit=OrgId(CIVIL_AFFAIRS)))
    assert (way.body, way.unit) == (FIRST_GROUP, CIVIL_AFFAIRS)


@pytest.mark.parametrize("is_retired", [True, False])
def test_a_unit_that_a_newer_directory_no_longer_has_leaves_it_to_the_county(is_retired):
    document = copy.deepcopy(as_document(DIRECTORY))
    document["posts"] = [post for post in document["posts"] if post["org"] != CIVIL_AFFAIRS]
    if is_retired:
        next(org for org in document["orgs"] if org["id"] == CIVIL_AFFAIRS)["active"] = False
    else:
        document["orgs"] = [org for org in document["orgs"] if org["id"] != CIVIL_AFFAIRS]
    newer = directory_from(document)
    way = routed(matter(SourceType.CHECKLIST, item=ItemId("dibao-pingyi")), newer)
    assert (way.body, way.unit, way.reason) == (COUNTY_BODY, None, RouteReason.COUNTY_POOL)


@pytest.mark.obligation("H-9.1")
def test_every_fault_of_a_matter_is_named_at_once():
    unknown = matter(
        SourceType.CHECKLIST, place="nowhere", item=ItemId("nothing"), complained_unit=OrgId("nobody")
    )
    assert [pointer for pointer, _ in refused(unknown)] == ["/item", "/place", "/complained_of/unit"]
    assert refused(matter(SourceType.CHECKLIST)) == [("/item", "请选择一个监督事项。")]


def test_a_draft_answers_like_an_absent_item_and_a_closed_one_says_so():
    draft = refused(matter(SourceType.CHECKLIST, item=ItemId("yanglao-fuwu")))
    absent = refused(matter(SourceType.CHECKLIST, item=ItemId("nothing")))
    closed = refused(matter(SourceType.CHECKLIST, item=ItemId("gaice-2024")))
    assert draft == absent
    assert "停用" in closed[0][1]


PLACES = [place.id for place in places_of(DIRECTORY)]
ITEMS = [item.id for item in CHECKLIST.published()]


@pytest.mark.obligation("H-8.2", "H-10.1")
@settings(deadline=None)
@given(
    st.sampled_from(PLACES),
    st.none() | st.sampled_from(ITEMS),
    st.none() | st.sampled_from([OrgId(place) for place in PLACES]),
)
def test_whatever_a_citizen_may_choose_finds_a_body_that_takes_it_in(place, item, unit):
    way = routed(matter(place=place, item=item, complained_unit=unit))
    assert way.body is not None
    assert DIRECTORY.org(way.body).type in DISCIPLINE_BODIES
    role = Role.COUNTY if way.body == COUNTY_BODY else Role.INTAKE
    assert DIRECTORY.posts_of(way.body, role)
    assert way.explanation.endswith("。")
