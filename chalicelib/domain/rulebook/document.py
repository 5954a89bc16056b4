"""A rulebook as a JSON document: read with every fault named at once, and written back.

`data/schemas/rulebook.schema.json` tells an editor the same shape while the file is typed; what no schema can
tell, such as whether somebody hears of every term that runs out, `soundness.py` tells here.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain.document_text import parsed
from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.rulebook import sections
from chalicelib.domain.rulebook.reading import LONGEST_TEXT, Section
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import AccusationMode, Deliberation
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.rulebook.soundness import unsound
from chalicelib.domain.vocabulary import Action, SourceType, Term

ID: Final = re.compile(r"[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?")

PLAIN: Final = (
    "seats",
    "sources",
    "deliberation",
    "accusation",
    "out_of_scope",
    "upward",
    "solving_at_once",
    "clarification",
    "identity",
    "publishing",
)
"""Sections that hold one value and its clause; the clause goes to `Rulebook.section_basis`."""

PRICED_TERMS: Final = tuple(term for term in Term if term not in {Term.INTAKE, Term.HANDLING})
"""Terms that `terms` must price: intake has a section of its own, handling hangs on the kind."""


def rulebook_from_text(text: str) -> Rulebook:
    """Read a rulebook file.

    Raises:
        InvalidInputError: With every fault of the file, or the one place where it stops being JSON.
    """
    document, twice = parsed(text)
    try:
        rulebook = rulebook_from(document)
    except InvalidInputError as error:
        raise InvalidInputError([*twice, *error.faults]) from error
    if twice:
        raise InvalidInputError(twice)
    return rulebook


def rulebook_from(document: Mapping[str, object]) -> Rulebook:
    """Read a rulebook document.

    Raises:
        InvalidInputError: With every fault of the document, shape and sense alike.
    """
    faults: list[Fault] = []
    file = Section(document, "", faults)
    if not file.is_object:
        raise InvalidInputError(faults)
    rulebook = _read(file)
    # A check of sense is worth its words only where the shape it looks at is right.
    misshapen = {fault.pointer.split("/")[1] for fault in faults}
    faults += unsound(rulebook, besides=misshapen)
    if faults:
        raise InvalidInputError(faults)
    return rulebook


def _read(file: Section) -> Rulebook:
    file.find_text("$schema", most=LONGEST_TEXT)
    plain = {name: file.section(name) for name in PLAIN}
    basis = {name: section.basis() for name, section in plain.items()}
    terms = file.section("terms")
    priced = {term: terms.section(term) for term in PRICED_TERMS if terms.has(term)}
    rulebook = Rulebook(
        id=file.matching("id", ID, "编号用小写字母开头，只含小写字母、数字和连字符，如 helan-2022。"),
        version=file.count("version", least=1, most=9999),
        meta=sections.meta(file.section("meta")),
        seat_names=sections.seat_names(plain["seats"].section("names")),
        calendar=sections.calendar(file.section("calendar")),
        sources=plain["sources"].words("types", SourceType, least=1),
        kinds=sections.kinds(file.section("kinds")),
        intake=sections.intake(file.section("intake")),
        extension=sections.extension(file.section("extension")),
        proposal=sections.proposal(file.section("proposal")),
        reply_review=sections.reply_review(file.section("reply_review")),
        feedback=None if file.is_null("feedback") else sections.feedback(file.section("feedback")),
        process=sections.process(file.section("process")),
        deliberation=plain["deliberation"].word("at", Deliberation),
        accusation=plain["accusation"].word("mode", AccusationMode),
        accusing_kinds=sections.accusing_kinds(plain["accusation"]),
        accusation_kept_for=sections.accusation_kept_for(plain["accusation"]),
        out_of_scope=plain["out_of_scope"].words("actions", Action),
        level_by_level=plain["upward"].claim("level_by_level"),
        solved_at_once=plain["solving_at_once"].claim("allowed"),
        clarifies=plain["clarification"].claim("allowed"),
        ladder=tuple(sections.rung(rung) for rung in file.list_of("ladder", least=1)),
        reminders=sections.reminders(file.section("reminders")),
        evaluation=(None if file.is_null("evaluation") else sections.evaluation(file.section("evaluation"))),
        second_handling=sections.second_handling(file.section("second_handling")),
        interim_reply=sections.interim_reply(file.section("interim_reply")),
        terms={term: section.limit("limit") for term, section in priced.items()},
        term_basis={term: section.basis() for term, section in priced.items()},
        name_required=plain["identity"].claim("name_required"),
        overrides=tuple(sections.override(each) for each in file.list_of("overrides")),
        publishing=sections.cycles(plain["publishing"].section("cycles")),
        supervision=sections.supervision(file.section("supervision")) if file.has("supervision") else None,
        accountability=(
            sections.accountability(file.section("accountability")) if file.has("accountability") else None
        ),
        section_basis=basis,
    )
    for section in (*plain.values(), *priced.values(), terms, file):
        section.finish()
    return rulebook


def as_document(rulebook: Rulebook) -> dict[str, object]:
    """Write a rulebook back as the document it is read from; remarks (`note`) are not kept.

    Sets are written in the order of the vocabulary, so that the same rulebook gives the same bytes.
    """
    records = ("id", "version", "meta", "calendar", "kinds", "intake", "extension", "proposal")
    more = (
        "reply_review",
        "feedback",
        "process",
        "ladder",
        "reminders",
        "evaluation",
        "second_handling",
        "interim_reply",
        "overrides",
    )
    plain: dict[str, dict[str, object]] = {
        "seats": {"names": rulebook.seat_names},
        "sources": {"types": rulebook.sources},
        "deliberation": {"at": rulebook.deliberation},
        "accusation": {"mode": rulebook.accusation, "kinds": rulebook.accusing_kinds},
        "out_of_scope": {"actions": rulebook.out_of_scope},
        "upward": {"level_by_level": rulebook.level_by_level},
        "solving_at_once": {"allowed": rulebook.solved_at_once},
        "clarification": {"allowed": rulebook.clarifies},
        "identity": {"name_required": rulebook.name_required},
        "publishing": {"cycles": rulebook.publishing},
    }
    if rulebook.accusation_kept_for is not None:
        plain["accusation"]["kept_for"] = rulebook.accusation_kept_for
    written = {name: _plain(getattr(rulebook, name)) for name in (*records, *more)}
    if rulebook.supervision is not None:
        written["supervision"] = _plain(rulebook.supervision)
    if rulebook.accountability is not None:
        written["accountability"] = _plain(rulebook.accountability)
    written |= {
        name: {**_members(members), "basis": rulebook.section_basis[name]} for name, members in plain.items()
    }
    written["terms"] = {
        term.value: {"limit": _plain(limit), "basis": rulebook.term_basis[term]}
        for term, limit in rulebook.terms.items()
    }
    return written


def _plain(value: object) -> object:
    match value:
        case StrEnum() | Seat() | date():
            return str(value)
        case Mapping():
            return _members(value)
        case frozenset():
            return _in_order(value)
        case tuple():
            return [_plain(each) for each in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def _in_order(members: frozenset[str]) -> list[str]:
    """Write a set in the order of its vocabulary; plain names in their own."""
    first = next(iter(members), None)
    order = [word.value for word in type(first)] if isinstance(first, StrEnum) else sorted(members)
    return [word for word in order if word in members]


def _members(members: Mapping[Any, object]) -> dict[str, object]:
    return {str(name): _plain(value) for name, value in members.items()}
