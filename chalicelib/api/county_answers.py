"""What the public is told of a county: its rules, its words, its grid, its checklist."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.checklist.item import Item
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.directory.county import ProgressLabels
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.places import Place
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.rulebook.prose import in_words
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import EvaluationRule
from chalicelib.domain.vocabulary import SourceType
from chalicelib.ports.shelves import County

SOURCE_LABELS: Final = {
    SourceType.CHECKLIST: "监督事项清单",
    SourceType.DISCLOSURE: "公开公示信息",
    SourceType.SUBSIDY: "补贴发放记录",
    SourceType.OTHER: "其他",
}

_STEP_OF_STATE: Final = (0, 0, 1, 2, 2, 2, 3, 3, 3)
"""The step of each of the nine states, in their order: 诉 1-2, 转 3, 办 4-6, 评 7-9 (S-3)."""


class CountyNamed(msgspec.Struct, kw_only=True):
    """A county to choose."""

    id: str
    name: str


class Counties(msgspec.Struct, kw_only=True):
    """Every county of this deployment; the list is whole."""

    items: list[CountyNamed]
    next: str | None = None


class LimitTold(msgspec.Struct, kw_only=True):
    """A length of time: `WD` working days, `D` days, `M` months; and in words."""

    n: int
    unit: str
    label: str


class KindTold(msgspec.Struct, kw_only=True):
    """A kind of complaint and how long its answer may take."""

    kind: str
    limit: LimitTold
    basis: str


class SourceTold(msgspec.Struct, kw_only=True):
    """Where a complaint may start from."""

    type: str
    label: str


class RulebookMeta(msgspec.Struct, kw_only=True):
    """The document that binds this county, with the seven particulars of H-0.1, and our version of it."""

    id: str
    version: int
    title: str
    doc_no: str | None
    issuer: str
    issued_on: date | None
    published_on: date | None
    effective_from: date
    publicity: str
    interpreter: str


class CalendarTold(msgspec.Struct, kw_only=True):
    """The calendar by which days are counted; dates after `known_until` are provisional."""

    version: str
    known_until: date


class StateTold(msgspec.Struct, kw_only=True):
    """One of the nine states, and the step that it belongs to."""

    name: str
    step: str


class ProgressTold(msgspec.Struct, kw_only=True):
    """How the way of a case is shown: four steps, nine states, each in their order."""

    steps: list[str]
    states: list[StateTold]


class EvaluationTold(msgspec.Struct, kw_only=True):
    """What is rated, and with which grades, best first."""

    aspects: list[str]
    grades: list[str]


class CountyTold(msgspec.Struct, kw_only=True):
    """All that a form for complaints needs to know of a county."""

    id: str
    name: str
    kinds: list[KindTold]
    sources: list[SourceTold]
    name_required: bool
    notices: dict[str, str]
    """By line: what belongs to 12388 and to 12345; shown before filing, and accepted."""
    rulebook: RulebookMeta
    calendar: CalendarTold
    progress: ProgressTold
    evaluation: EvaluationTold | None
    """Absent where the county asks for no rating."""


class PlaceTold(msgspec.Struct, kw_only=True):
    """One node of the grid."""

    id: str
    name: str
    type: str
    label: str
    parent: str | None


class Places(msgspec.Struct, kw_only=True):
    """The grid, or the part of it that was asked for; the list is whole."""

    items: list[PlaceTold]
    next: str | None = None


class BodyNamed(msgspec.Struct, kw_only=True):
    """A unit or a 纪检机构."""

    id: str
    name: str


class StepTold(msgspec.Struct, kw_only=True):
    """A step of the work flow."""

    name: str
    phase: str


class BasisTold(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A document on which an item rests."""

    title: str
    doc_no: str | None = None
    link: str | None = None


class ItemTold(msgspec.Struct, kw_only=True):
    """A supervised matter that a complaint may start from."""

    id: str
    version: int
    name: str
    category: str
    field: str
    responsible_unit: BodyNamed
    supervising_body: BodyNamed
    steps: list[StepTold]
    basis: list[BasisTold]
    time_limit: str
    published_content: str
    publishing_frequency: str
    flow_chart: str | None


class ChecklistTold(msgspec.Struct, kw_only=True):
    """The published items of a county's checklist; the list is whole."""

    version: str
    effective_on: date
    fields: list[str]
    items: list[ItemTold]
    next: str | None = None


class FeedbackTold(msgspec.Struct, kw_only=True):
    """What came of one matter, in words written for the public (K-3.3b); nothing leads from it to a case."""

    published_on: date
    kind: str
    place: str
    """The town's name; no village is named."""
    title: str
    text: str


class FeedbackList(msgspec.Struct, kw_only=True):
    """A page of what a county tells in public, newest first."""

    items: list[FeedbackTold]
    next: str | None


class RuleTold(msgspec.Struct, kw_only=True):
    """One subject of the rules in plain words, with the clauses that it rests on."""

    title: str
    text: str
    basis: str


class RulebookTold(msgspec.Struct, kw_only=True):
    """The rules of a county, as they are counted."""

    meta: RulebookMeta
    rules: list[RuleTold]


def counties_told(counties: Iterable[County]) -> Counties:
    """List counties to choose from."""
    return Counties(items=[CountyNamed(id=county.id, name=county.name) for county in counties])


def county_told(county: County, rulebook: Rulebook, calendar: Calendar) -> CountyTold:
    """Tell what a form for complaints needs."""
    return CountyTold(
        id=county.id,
        name=county.name,
        kinds=[
            KindTold(kind=kind, limit=_limit(rule.limit), basis=rule.basis)
            for kind, rule in rulebook.kinds.items()
        ],
        sources=[SourceTold(type=source, label=SOURCE_LABELS[source]) for source in rulebook.sources],
        name_required=rulebook.name_required,
        notices=dict(county.notices),
        rulebook=_meta(rulebook),
        calendar=CalendarTold(version=calendar.version, known_until=calendar.known_until),
        progress=_progress(county.progress),
        evaluation=None if rulebook.evaluation is None else _evaluation(rulebook.evaluation),
    )


def places_told(places: Iterable[Place]) -> Places:
    """List nodes of the grid."""
    return Places(
        items=[
            PlaceTold(
                id=place.id, name=place.name, type=place.type, label=place.type.label, parent=place.parent
            )
            for place in places
        ]
    )


def checklist_told(checklist: Checklist, directory: Directory) -> ChecklistTold:
    """Tell what is published; drafts are nobody's business yet (H-4.2)."""
    return ChecklistTold(
        version=checklist.version,
        effective_on=checklist.effective_on,
        fields=list(checklist.fields),
        items=[_item(item, directory) for item in checklist.published()],
    )


def rulebook_told(rulebook: Rulebook) -> RulebookTold:
    """Tell the rules, and where they come from (H-0.1)."""
    return RulebookTold(
        meta=_meta(rulebook),
        rules=[RuleTold(title=each.title, text=each.text, basis=each.basis) for each in in_words(rulebook)],
    )


def _limit(limit: Limit) -> LimitTold:
    return LimitTold(n=limit.n, unit=limit.unit, label=limit.in_words())


def _meta(rulebook: Rulebook) -> RulebookMeta:
    meta = rulebook.meta
    return RulebookMeta(
        id=rulebook.id,
        version=rulebook.version,
        title=meta.title,
        doc_no=meta.doc_no,
        issuer=meta.issuer,
        issued_on=meta.issued_on,
        published_on=meta.published_on,
        effective_from=meta.effective_from,
        publicity=meta.publicity,
        interpreter=meta.interpreter,
    )


def _progress(labels: ProgressLabels) -> ProgressTold:
    states = zip(labels.states, _STEP_OF_STATE, strict=True)
    return ProgressTold(
        steps=list(labels.steps),
        states=[StateTold(name=name, step=labels.steps[step]) for name, step in states],
    )


def _evaluation(rule: EvaluationRule) -> EvaluationTold:
    return EvaluationTold(aspects=list(rule.aspects), grades=list(rule.grades))


def _item(item: Item, directory: Directory) -> ItemTold:
    return ItemTold(
        id=item.id,
        version=item.version,
        name=item.name,
        category=item.category,
        field=item.field,
        responsible_unit=_body(item.responsible_unit, directory),
        supervising_body=_body(item.supervising_body, directory),
        steps=[StepTold(name=step.name, phase=step.phase) for step in item.steps],
        basis=[BasisTold(title=each.title, doc_no=each.doc_no, link=each.link) for each in item.basis],
        time_limit=item.time_limit,
        published_content=item.published_content,
        publishing_frequency=item.publishing_frequency,
        flow_chart=item.flow_chart,
    )


def _body(org: OrgId, directory: Directory) -> BodyNamed:
    return BodyNamed(id=org, name=directory.org(org).name)
