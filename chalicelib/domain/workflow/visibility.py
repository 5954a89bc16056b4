"""Who may see a case at all; a forbidden case answers exactly like an absent one (design §1 promise 3)."""

from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.vocabulary import Role, State
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.ownership import (
    COUNTY,
    COUNTY_LEADER,
    HANDLER,
    INTAKE_BODY,
    PARTY_COMMITTEE,
    UNIT_LEADER,
)
from chalicelib.domain.workflow.seating import barred_from, posts_owing, sits_in

WATCHERS: Final = (INTAKE_BODY, UNIT_LEADER, HANDLER, PARTY_COMMITTEE, COUNTY, COUNTY_LEADER)


def sees(actor: Actor, case: Case, directory: Directory) -> bool:
    """Tell whether a post may read this case.

    The body that holds it (H-5.1), the unit that handles it, whoever owes a duty on it, and the county
    (H-4.3) read it; a recused post, another unit, an administrator, and everybody once it is sealed do not
    (A-30, K-5.3b, H-11.2). A unit reads nothing more once the county has taken over: it leads no more (R-60).
    """
    if actor.post is None or actor.post in barred_from(case, directory) or case.state is State.SEALED:
        return False
    if actor.role in {Role.COUNTY, Role.COUNTY_LEADER} and actor.org == directory.county_body:
        return True
    if any(sits_in(actor, seat, case, directory) for seat in WATCHERS):
        return True
    return any(post.id == actor.post for duty in case.duties for post in posts_owing(duty, case, directory))
