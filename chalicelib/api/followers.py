"""Who else complains of the matter of a case: the cases that follow it (A-44)."""

from bisect import bisect_right
from dataclasses import replace
from datetime import datetime

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.cursor import cursors
from chalicelib.api.fields import Cursor, PageLimit
from chalicelib.api.my_cases import PAGE, case_number_in_path
from chalicelib.api.operation import Callers
from chalicelib.api.refusals import CursorRefusedError
from chalicelib.domain.case_number import printed
from chalicelib.domain.errors import CaseMissingError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.labels import STATES
from chalicelib.domain.workflow.engine import tick
from chalicelib.domain.workflow.seats.minors import reads_words
from chalicelib.domain.workflow.seats.visibility import sees
from chalicelib.runtime.wiring import services

followers = ApiBlueprint(__name__)


class Follower(msgspec.Struct, kw_only=True):
    """A case that follows another: one more who complains of the same matter (A-44)."""

    case_no: str
    printed: str
    title: str
    place: str
    state: str
    label: str
    filed_at: datetime


class Followers(msgspec.Struct, kw_only=True):
    """A page of those who follow a case, by number."""

    items: list[Follower]
    next: str | None


class FollowersWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which page of them."""

    limit: PageLimit = PAGE
    cursor: Cursor | None = None


@followers.operation(
    "GET /v1/desk/cases/{case_no}/followers",
    summary="并入的办件",
    callers=Callers.STAFF,
    asks=FollowersWanted,
    gives=Followers,
    refuses=(CaseMissingError, CursorRefusedError),
)
def list_followers(call: Call, case_no: str) -> Followers:
    """List who else complains of the matter of this case, as far as this post may see them (A-44)."""
    wanted = call.query(FollowersWanted)
    case = services().open_case.for_post(case_number_in_path(case_no), call.actor, is_read=True)
    list_of = f"followers {case.case_no}"
    place = cursors().open(wanted.cursor, reader=call.actor.account, list_of=list_of)
    linked = sorted(services().cases.followers_of(case.case_no))
    begin = bisect_right(linked, CaseNo(place["after"])) if place else 0
    page = linked[begin : begin + wanted.limit]
    around = replace(services().surroundings.of(case), lead=case, followers=None)
    items = [
        Follower(
            case_no=each.case_no,
            printed=printed(each.case_no),
            title=title if reads_words(call.actor, stands, around) else each.complaint.kind,
            place=each.complaint.place,
            state=each.state,
            label=STATES[each.state],
            filed_at=each.filed_at,
        )
        for each, title in services().cases.get_titled(page)
        # Whoever has the matter in hand since a moment ago sees them already, as they will stand.
        if each.lead == case.case_no
        and sees(call.actor, stands := tick(each, around).after, around.directory, around.rulebook)
    ]
    is_more = begin + wanted.limit < len(linked)
    following = {"after": page[-1]} if is_more else None
    return Followers(
        items=items,
        next=cursors().seal(following, reader=call.actor.account, list_of=list_of) if following else None,
    )
