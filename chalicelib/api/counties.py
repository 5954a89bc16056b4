"""What anybody may read: the counties, with their grids, checklists and rules (design §6)."""

from collections.abc import Iterator
from typing import Annotated, Final

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.county_answers import (
    ChecklistTold,
    Counties,
    CountyTold,
    FeedbackList,
    FeedbackTold,
    Places,
    RulebookTold,
    checklist_told,
    counties_told,
    county_told,
    places_told,
    rulebook_told,
)
from chalicelib.api.cursor import cursors
from chalicelib.api.fields import Cursor, PageLimit, an_id
from chalicelib.api.operation import Callers
from chalicelib.api.refusals import CursorRefusedError
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.places import find_place, places_below, places_of, town_of
from chalicelib.domain.errors import CountyMissingError, Fault, InvalidInputError
from chalicelib.domain.identifiers import CountyId, PlaceId
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.seats.approving import is_public
from chalicelib.domain.workflow.seats.desks import public_desk
from chalicelib.ports.shelves import County
from chalicelib.runtime.wiring import services

PAGE: Final = 20
ANYBODY: Final = "public"
"""The reader of a list that is open to all."""
KEPT_SECONDS: Final = 60
"""As long as a process keeps its pointers: after two minutes nobody reads the version before (storage §8)."""

counties = ApiBlueprint(__name__)


class FeedbackAsked(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which page of the public feedback."""

    limit: PageLimit = PAGE
    cursor: Cursor | None = None


class PlacesAsked(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which part of the grid; without a parent, all of it."""

    parent: Annotated[str, an_id("上级地点的编号")] | None = None


@counties.operation(
    "GET /v1/counties",
    summary="已开通的地方",
    callers=Callers.PUBLIC,
    gives=Counties,
    kept_seconds=KEPT_SECONDS,
)
def list_counties(_: Call) -> Counties:
    """List the tenants."""
    return counties_told(services().shelves.counties())


@counties.operation(
    "GET /v1/counties/{county}",
    summary="一个地方的投诉类别、来源、须知、规则出处和进度名称",
    callers=Callers.PUBLIC,
    gives=CountyTold,
    kept_seconds=KEPT_SECONDS,
    refuses=(CountyMissingError,),
)
def tell_county(_: Call, county: str) -> CountyTold:
    """Tell what a form for complaints needs to know of a county."""
    found = _county(county)
    shelves = services().shelves
    return county_told(found, shelves.rulebook(found.rulebook), shelves.calendar(found.calendar))


@counties.operation(
    "GET /v1/counties/{county}/places",
    summary="可以选择的地点：县、乡镇、村、部门等",
    callers=Callers.PUBLIC,
    asks=PlacesAsked,
    gives=Places,
    kept_seconds=KEPT_SECONDS,
    refuses=(CountyMissingError,),
)
def list_places(call: Call, county: str) -> Places:
    """List the grid, or what lies right below one of its nodes."""
    directory = services().shelves.directory(_county(county).directory)
    parent = call.query(PlacesAsked).parent
    if parent is None:
        return places_told(places_of(directory))
    if find_place(directory, PlaceId(parent)) is None:
        raise InvalidInputError([Fault("/parent", "没有这个地点，请从上一级重新选择。")])
    return places_told(places_below(directory, PlaceId(parent)))


@counties.operation(
    "GET /v1/counties/{county}/checklist",
    summary="已公布的监督事项清单",
    callers=Callers.PUBLIC,
    gives=ChecklistTold,
    kept_seconds=KEPT_SECONDS,
    refuses=(CountyMissingError,),
)
def tell_checklist(_: Call, county: str) -> ChecklistTold:
    """Tell the published items of a county's checklist."""
    found = _county(county)
    shelves = services().shelves
    return checklist_told(shelves.checklist(found.checklist), shelves.directory(found.directory))


@counties.operation(
    "GET /v1/counties/{county}/rulebook",
    summary="规则的出处和白话说明",
    callers=Callers.PUBLIC,
    gives=RulebookTold,
    kept_seconds=KEPT_SECONDS,
    refuses=(CountyMissingError,),
)
def tell_rulebook(_: Call, county: str) -> RulebookTold:
    """Tell the rules of a county in plain words."""
    return rulebook_told(services().shelves.rulebook(_county(county).rulebook))


@counties.operation(
    "GET /v1/counties/{county}/feedback",
    summary="公开反馈",
    callers=Callers.PUBLIC,
    asks=FeedbackAsked,
    gives=FeedbackList,
    kept_seconds=KEPT_SECONDS,
    refuses=(CountyMissingError, CursorRefusedError),
)
def list_feedback(call: Call, county: str) -> FeedbackList:
    """List what came of matters, as it was approved for the public (K-3.3b)."""
    asked, found = call.query(FeedbackAsked), _county(county)
    key = public_desk(found.id)
    place = cursors().open(asked.cursor, reader=ANYBODY, list_of=key)
    page = services().cases.list_desk(key, limit=asked.limit, after=place, with_titles=False)
    heads = services().cases.get_many([row.case_no for row in page.rows])
    directory = services().shelves.directory(found.directory)
    following = cursors().seal(page.next_key, reader=ANYBODY, list_of=key) if page.next_key else None
    return FeedbackList(
        # A row only proposes; what has been taken down since is read from the case itself.
        items=[told for case in heads for told in _feedback_of(case, directory)],
        next=following,
    )


def _county(named: str) -> County:
    return services().shelves.county(CountyId(named))


def _feedback_of(case: Case, directory: Directory) -> Iterator[FeedbackTold]:
    publication = case.publication
    if publication is None or not is_public(case):
        return
    texts = services().cases.texts(case.case_no, [publication.title, publication.text])
    if publication.title in texts and publication.text in texts:
        yield FeedbackTold(
            published_on=civil_day(publication.since),
            kind=case.complaint.kind,
            place=town_of(directory, case.complaint.place).name,
            title=texts[publication.title],
            text=texts[publication.text],
        )
