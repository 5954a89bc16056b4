"""Everybody who might ask: nobody, citizens, and each post of two counties by its relation to the case."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.identifiers import AccountId, CountyId, PostId
from chalicelib.domain.labels import ROLES
from chalicelib.domain.vocabulary import Role
from chalicelib.ports.gate import Session
from tests.access.scenes import ELSEWHERE, Scene
from tests.support.edge import MORNING
from tests.support.life import FARMING
from tests.support.office import A_DAY, PHONE

OTHER_PHONE: Final = "+8613900000002"
NO_TOKEN: Final = "无凭证"
MADE_UP: Final = "编造的凭证"
FILED_IT: Final = "投诉人"
OTHER_CITIZEN: Final = "别的群众"
MOVED: Final = "已卸任的承办人"
LOCKED: Final = "账号停用的承办人"


@dataclass(frozen=True)
class CallerRow:
    """Somebody at the door, and the row of the table they belong to."""

    row: str
    token: str | None
    post: PostId | None = None


def citizens(scene: Scene) -> Iterator[CallerRow]:
    """Give who calls without a post."""
    yield CallerRow(NO_TOKEN, None)
    yield CallerRow(MADE_UP, "never-issued-to-anybody-00000000")
    yield CallerRow(FILED_IT, scene.town.citizen(PHONE))
    yield CallerRow(OTHER_CITIZEN, scene.town.citizen(OTHER_PHONE))


def officials(scene: Scene) -> Iterator[CallerRow]:
    """Give every active post of the case's county, then one of each role of another county."""
    services = scene.town.services
    case = scene.case
    for post in services.directory_of(CountyId("helan")).posts.values():
        relation = _relation(post, case, services.directory_of(CountyId("helan")))
        yield CallerRow(f"{ROLES[post.role]}，{relation}", scene.town.official(post.id), post.id)
    yield from _former(scene)
    seen: set[Role] = set()
    for post in services.directory_of(CountyId(ELSEWHERE)).posts.values():
        if post.role not in seen:
            seen.add(post.role)
            yield CallerRow(f"{ROLES[post.role]}，别的县", _stranger(scene, post.id), post.id)


def _former(scene: Scene) -> Iterator[CallerRow]:
    """Give who held the very post that is named on the case, with a session from that time."""
    town = scene.town
    post = town.post(FARMING, "handler")
    for row, changes in ((MOVED, {"posts": ()}), (LOCKED, {"is_active": False})):
        account = town.seated(post, row)
        town.services.accounts.save(replace(town.services.accounts.find(account), **changes))
        yield CallerRow(row, _signed_in(scene, row, account, CountyId("helan")))


def _relation(post, case, directory) -> str:
    """Say how a post stands to the case, from where it sits and not from what the product lets it see."""
    relations = {
        "已回避": post.id in case.recused,
        "本件指定": post.id in {case.handler_post, case.leader_post},
        "被投诉单位": post.org == case.complaint.accused,
        "承办单位": post.org == case.lead_unit,
        "本县": post.org == directory.county_body,
        "受理机构": post.org == case.supervising_org,
        "其他单位": True,
    }
    return next(relation for relation, is_so in relations.items() if is_so)


def _stranger(scene: Scene, post: PostId) -> str:
    return _signed_in(scene, post, scene.town.seated(post, county=ELSEWHERE), CountyId(ELSEWHERE))


def _signed_in(scene: Scene, name: str, account: AccountId, county: CountyId) -> str:
    token = f"session-of-{name.encode().hex()}".ljust(24, "-")
    session = Session(account=account, county=county, started_at=MORNING, expires_at=MORNING + A_DAY)
    scene.town.services.gate.open_session(token, session)
    return token
