"""Where the explored lives are set: of each place the few units and bodies that its rules tell apart."""

from dataclasses import dataclass
from typing import Final

from chalicelib.domain.identifiers import CountyId, OrgId, PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """One place, as far as an exploration looks at it."""

    county: CountyId
    rulebook: str
    place: PlaceId
    """Where the matter has happened."""
    kind: str
    units: tuple[OrgId, ...]
    """The unit that answers for the explored matter first, then others that a rule tells from it."""
    bodies: tuple[OrgId, ...]
    """The body that takes it in first, then another one."""


HELAN: Final = Scenery(
    county=CountyId("helan"),
    rulebook="helan-2022",
    place=PlaceId("640122100"),
    kind="非咨询",
    # Of one body twice, and of another one.
    units=(OrgId("640122-mzj"), OrgId("640122-jtj"), OrgId("640122-nyj")),
    bodies=(OrgId("640122-pz1"), OrgId("640122-pz2")),
)
JIANSHENG: Final = Scenery(
    county=CountyId("jiansheng"),
    rulebook="jiansheng",
    place=PlaceId("500104102203"),
    kind="非咨询",
    # The three tracks: 科室, 村, 镇纪委.
    units=(OrgId("500104102-mz"), OrgId("500104102203"), OrgId("500104102-jw")),
    bodies=(OrgId("500104102-jw"),),
)
CUIJIANG: Final = Scenery(
    county=CountyId("cuijiang"),
    rulebook="cuijiang-2023",
    place=PlaceId("350424100202"),
    kind="求助",
    # One unit at each level.
    units=(OrgId("350424100202"), OrgId("350424100-mz"), OrgId("350424-nyj")),
    bodies=(OrgId("350424100202"), OrgId("350424100-jw")),
)
KANDUN: Final = Scenery(
    county=CountyId("kandun"),
    rulebook="kandun-2020",
    place=PlaceId("330282003002"),
    kind="非检举控告",
    units=(OrgId("330282003-sh"), OrgId("330282003-cj")),
    bodies=(OrgId("330282003-jw"),),
)
YANTING: Final = Scenery(
    county=CountyId("yanting"),
    rulebook="sichuan-pilot",
    place=PlaceId("510723001019"),
    kind="投诉",
    units=(OrgId("510723001"), OrgId("510723001019")),
    bodies=(OrgId("510723001-jw"), OrgId("510723-pz1")),
)
