"""Telling the public what came of a matter, and nothing of whom it was about (K-3.3b, S-15)."""

import re
import unicodedata
from dataclasses import replace
from typing import Final

from chalicelib.domain.errors import Fault
from chalicelib.domain.vocabulary import Flag
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case, Publication, PublicationState
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.inputs import CATALOGUE
from chalicelib.domain.workflow.rule import Condition
from chalicelib.domain.workflow.seats.approving import STANDING, leaders
from chalicelib.domain.workflow.work import Work

NUMBER: Final = re.compile(r"\d(?:[\s().\-–—]*\d){6,}")
"""Seven digits in a row, however they are set apart: a phone, a card, an identity, a case."""
MOST_LINES: Final = 40
"""So many lines are compared with what was filed, each run of them."""
REMOVED: Final = ("names_removed", "numbers_removed", "homes_removed")


def _is_publishable(case: Case, around: Circumstances) -> bool:
    return (
        case.reply is not None
        and case.outcome is not None
        and Flag.MINORS_INVOLVED not in case.flags
        and case.complaint.kind not in around.rulebook.accusing_kinds
        and not _stands(case)
    )


def _waits(case: Case) -> bool:
    return case.publication is not None and case.publication.state is PublicationState.PROPOSED


def _stands(case: Case) -> bool:
    return case.publication is not None and case.publication.state in STANDING


PUBLISHABLE: Final = Condition("publishable", _is_publishable)
WAITS: Final = Condition("publication_waits", lambda case, _: _waits(case))
STANDS: Final = Condition("publication_stands", lambda case, _: _stands(case))


def everything_is_removed(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """Whoever writes for the public says that each was looked for and taken out."""
    for name in REMOVED:
        if not getattr(act.inputs, name):
            return Fault(f"/{name}", f"公开之前请确认：{CATALOGUE[name].label}。")
    return None


def no_numbers(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """Refuse what looks like the number of a phone, a card, a person or a case, in whatever digits."""
    for name in ("public_title", "public_text"):
        if NUMBER.search(unicodedata.normalize("NFKC", getattr(act.inputs, name))):
            return Fault(f"/{name}", "里面像是有电话、证件或编号，请删去；日期请写成9月1日，金额请用万元。")
    return None


def nothing_as_filed(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Refuse the citizen's own words: the title, the whole content or demand, or a name alone on its line.

    Nobody opens a text for it: the same words have the same reference (design §3).
    """
    complaint = case.complaint
    said = (complaint.title, complaint.content, complaint.demand, complaint.complained_person)
    filed = {*said, *case.withheld} - {None}
    for name in ("public_title", "public_text"):
        lines = [line.strip() for line in getattr(act.inputs, name).splitlines()]
        if len(lines) > MOST_LINES:
            return Fault(f"/{name}", f"请控制在{MOST_LINES}行以内。")
        runs = (
            "\n".join(lines[first:last])
            for first in range(len(lines))
            for last in range(first + 1, len(lines) + 1)
        )
        if any(run and around.refer(run) in filed for run in runs):
            return Fault(f"/{name}", "不能照搬群众反映的原文，请用公开的话重新写。")
    return None


def somebody_approves(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Nothing is proposed that nobody else could approve."""
    if any(post.id != act.actor.post for post in leaders(case, around.directory)):
        return None
    return Fault("/public_text", "没有可以审批的领导岗位，请先完善单位名录。")


def propose_publication(work: Work, act: Act) -> None:
    """Written for the public, and read by nobody yet but those who decide about the case."""
    orgs = (post.org for post in leaders(work.case, work.around.directory) if post.id != act.actor.post)
    work.change(
        publication=Publication(
            title=work.keep(act.inputs.public_title),
            text=work.keep(act.inputs.public_text),
            state=PublicationState.PROPOSED,
            since=work.now,
            writer=act.actor.account,
            writer_post=act.actor.post,
            approving_orgs=tuple(dict.fromkeys(orgs)),
        )
    )


def approve(work: Work, _act: Act) -> None:
    """A second person has approved: from now on anybody may read it."""
    _turn(work, PublicationState.PUBLIC)


def refuse(work: Work, _act: Act) -> None:
    """Not in this form; another one may be proposed."""
    _turn(work, PublicationState.REFUSED)


def withdraw(work: Work, _act: Act) -> None:
    """Taken down: within a minute nobody reads it any more."""
    _turn(work, PublicationState.WITHDRAWN)


def _turn(work: Work, state: PublicationState) -> None:
    publication = certain(work.case.publication, "nothing is decided about what was not proposed")
    work.change(publication=replace(publication, state=state, since=work.now))
