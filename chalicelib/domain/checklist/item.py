"""One supervised matter of the checklist, with everything a citizen may hold against it (H-17.2)."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.identifiers import ItemId, OrgId


class Category(StrEnum):
    """The six classes of the checklist, in their order (H-17.1); disclosures have their own (H-19.6)."""

    PARTY_AFFAIRS = "村(居)党务工作"
    VILLAGE_AFFAIRS = "村(居)务工作"
    COLLECTIVE_ASSETS = "集体‘三资’管理"
    SMALL_PROJECTS = "村级小微项目"
    SUBSIDIES = "惠农惠民资金补贴"
    OTHER = "其他重要工作"


class Phase(StrEnum):
    """Where in the exercise of a power a step stands (H-16.2)."""

    BEFORE = "事前"
    DURING = "事中"
    AFTER = "事后"


class ItemStatus(StrEnum):
    """How far an item has come: drawn up, reviewed by its unit, confirmed and published, closed (H-4.2)."""

    DRAFT = "draft"
    UNIT_REVIEW = "unit_review"
    PUBLISHED = "published"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the work flow, in the order of the item."""

    name: str
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A document on which an item rests; a law has no number, only a title."""

    title: str
    doc_no: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A matter that a unit answers for; cases keep the `version` under which they were filed (H-6.2).

    `time_limit`, `published_content` and `publishing_frequency` are told to the citizen as they stand; the
    terms of a case come from the rulebook.
    """

    id: ItemId
    version: int
    name: str
    category: Category
    field: str
    responsible_unit: OrgId
    supervising_body: OrgId
    steps: tuple[Step, ...]
    basis: tuple[Basis, ...]
    time_limit: str
    published_content: str
    publishing_frequency: str
    status: ItemStatus
    flow_chart: str | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether a complaint may start from this item today."""
        return self.status is ItemStatus.PUBLISHED
