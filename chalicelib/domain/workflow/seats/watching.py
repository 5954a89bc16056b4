"""What must hold of every open case at any hour, so that somebody can look whether it does (design §1)."""

from collections.abc import Iterator

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.vocabulary import Term
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.seats.desks import desk_of, slips_of


def is_open(case: Case) -> bool:
    """Tell whether anything is still owed on the main line."""
    return not case.has_ended


def has_owner(case: Case) -> bool:
    """Tell whether an organisation owns the case (promise 2)."""
    return case.owner_org is not None


def has_somebody_there(case: Case) -> bool:
    """Tell whether somebody at the owning organisation answers for it; else a post must be filled (R-06)."""
    return case.owner_post is not None


def silent_at_the_top(case: Case, directory: Directory) -> Iterator[Term]:
    """Give the terms that the top body has let run out: nobody above is left to be told (R-03)."""
    owed = [(case.clock, case.owner_org), *((duty.clock, duty.owner_org) for duty in case.duties)]
    for running, org in owed:
        if running is not None and running.breached_at is not None and org == directory.county_body:
            yield running.term


def lies_on(case: Case, desk: str) -> bool:
    """Tell whether the head confirms that the case lies on this desk (storage §4)."""
    main = desk_of(case)
    places = slips_of(case) if main is None else (main, *slips_of(case))
    return any(place.desk == desk for place in places)
