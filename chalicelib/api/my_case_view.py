"""A case as its citizen sees it: no internal opinion, no name of an official."""

from datetime import datetime
from operator import attrgetter
from typing import Final

import msgspec

from chalicelib.api.case_views import (
    Due,
    Evaluation,
    Message,
    Progress,
    Reply,
    as_of_now,
    due_now,
    evaluations_of,
    message_refs,
    messages_of,
    moves_of,
    progress_of,
)
from chalicelib.domain.case_number import printed
from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.labels import ACTIONS, STATES
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.act import Actor, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.clock.purging import is_purge
from chalicelib.domain.workflow.engine import open_to
from chalicelib.domain.workflow.seats.visibility import SET_APART
from chalicelib.runtime.wiring import services
from chalicelib.usecases.read_texts import texts_of

PURGED: Final = "您提交的文字和附件已按规定删除。"
LED_ELSEWHERE: Final = "这件已经引导到 12388，"
HANDED_ON: Final = "这件已经移送上级机关，"


class OpenAction(msgspec.Struct, kw_only=True):
    """Something the citizen may do now."""

    action: str
    label: str


class MyCase(msgspec.Struct, kw_only=True):
    """A case as its citizen sees it."""

    case_no: str
    printed: str
    county: str
    version: int
    title: str
    content: str
    kind: str
    state: str
    label: str
    filed_at: datetime
    round: int
    progress: Progress
    due: Due | None
    reply: Reply | None
    evaluation: Evaluation | None
    evaluations: list[Evaluation]
    messages: list[Message]
    open_actions: list[OpenAction]


def shown_to(citizen: Actor, case: Case) -> MyCase:
    """Show a case with its words, its due and what the citizen may do now."""
    return _shown(case, citizen)


def shown_at_reception(case: Case) -> MyCase:
    """Show the same to a reception point that was given number and code: nothing can be done from there.

    Of what is set apart no word is shown but where to turn: what was said there concerns an official, and
    no ordinary eye reads it, whatever paper the citizen holds (X-1, S-20).
    """
    return _shown(case, None)


def _shown(case: Case, citizen: Actor | None) -> MyCase:
    around = services().surroundings.of(case)
    stored = [entry for entry, _ in services().cases.timeline(case)]
    case, entries = as_of_now(case, stored, around)
    complaint = case.complaint
    found = message_refs(entries)
    refs: list[TextRef | None] = [complaint.title, complaint.content, case.reply]
    if citizen is None and case.state in SET_APART:
        refs, found = [], [each for each in found if each[0].action is Action.REDIRECT_12388]
    wanted = [ref for ref in (*refs, *(ref for _, ref in found)) if ref]
    texts = texts_of(services().cases, case, wanted)
    is_purged = is_purge(entries)
    evaluations = evaluations_of(case)
    open_rules = open_to(citizen, case, around) if citizen else ()
    open_now = dict.fromkeys(rule.action for rule in open_rules)
    return MyCase(
        case_no=case.case_no,
        printed=printed(case.case_no),
        county=case.county,
        version=case.version,
        title="" if is_purged else texts.get(complaint.title, ""),
        content=_purged(case) if is_purged else texts.get(complaint.content, ""),
        kind=complaint.kind,
        state=case.state,
        label=STATES[case.state],
        filed_at=case.filed_at,
        round=case.round,
        progress=progress_of(case, entries),
        due=_due_of(case, around),
        reply=Reply(
            at=case.replied_at,
            text=texts.get(case.reply, ""),
            outcome=case.outcome,
            round=case.round,
        )
        if case.reply in refs and case.reply and case.replied_at
        else None,
        evaluation=evaluations[-1] if evaluations else None,
        evaluations=evaluations,
        messages=sorted([*messages_of(found, texts), *moves_of(entries)], key=attrgetter("at")),
        open_actions=[OpenAction(action=action, label=ACTIONS[action]) for action in open_now],
    )


def _due_of(case: Case, around: Circumstances) -> Due | None:
    """Show by when the office owes the next step; what the sealed desk owes is told to nobody (X-1)."""
    if case.state is State.SEALED:
        return None
    return due_now(case, around, services().shelves.calendar)


def _purged(case: Case) -> str:
    return (HANDED_ON if case.handed_on else LED_ELSEWHERE) + PURGED
