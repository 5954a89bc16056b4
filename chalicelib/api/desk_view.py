"""A case as one post may see it: the matter, never the person who filed it (design §1 promise 3)."""

from collections.abc import Mapping, Sequence
from typing import Final

from chalicelib.api.action_models import schema_of
from chalicelib.api.call import Call
from chalicelib.api.case_views import (
    as_of_now,
    due_now,
    duty_of,
    evaluations_of,
    message_refs,
    messages_of,
    progress_of,
)
from chalicelib.api.desk_answers import (
    ComplainedOfShown,
    Contact,
    DeskCase,
    OpenDeskAction,
    PublicationShown,
    VerdictShown,
)
from chalicelib.domain.case_number import printed
from chalicelib.domain.deadlines.terms import Verdict
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.identifiers import OrgId, TextRef
from chalicelib.domain.labels import ACTIONS, PUBLICATIONS, STATES, TERMS
from chalicelib.domain.progress import step_of
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.engine import open_to
from chalicelib.domain.workflow.evidence_of import evidence_of
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.seats.minors import reads_words
from chalicelib.domain.workflow.seats.visibility import sees
from chalicelib.runtime.wiring import services
from chalicelib.usecases.read_texts import texts_of

MASKED: Final = "涉及未成年人，内容只给办理这件的人看。"


def shown(case: Case, call: Call) -> DeskCase:
    """Show a case with its texts, its dues and what this post may do now.

    To whoever has lost sight of it by this very act it shows no word of anybody's (H-11.2).
    """
    around = services().surroundings.of(case)
    cases = services().cases
    case, entries = as_of_now(case, [entry for entry, _ in cases.timeline(case)], around)
    found = message_refs(entries)
    complaint = case.complaint
    draft = case.draft.text if case.draft else None
    refs = [complaint.title, complaint.content, complaint.demand, complaint.complained_person]
    if case.publication is not None:
        refs += [case.publication.title, case.publication.text]
    is_read = reads_words(call.actor, case, around)
    is_masked = not is_read and sees(call.actor, case, around.directory, around.rulebook)
    said = (*refs, draft, case.reply, *(ref for _, ref in found))
    texts = texts_of(cases, case, [ref for ref in said if ref and is_read])
    calendar_of = services().shelves.calendar
    opened: dict[Action, list[Rule]] = {}
    for rule in open_to(call.actor, case, around):
        opened.setdefault(rule.action, []).append(rule)

    def text(ref: TextRef | None) -> str | None:
        return texts.get(ref) if ref else None

    return DeskCase(
        case_no=case.case_no,
        printed=printed(case.case_no),
        county=case.county,
        version=case.version,
        rulebook=case.rulebook,
        origin=printed(case.origin) if case.origin else None,
        lead=printed(case.lead) if case.lead else None,
        leading=case.leading,
        people=case.people or None,
        amount=case.amount or None,
        state=case.state,
        label=STATES[case.state],
        step=step_of(case.state),
        round=case.round,
        work_order=case.work_order,
        review_step=case.review_step,
        kind=complaint.kind,
        source={"type": complaint.source.type, "ref": complaint.source.ref},
        place=complaint.place,
        item=complaint.item,
        title=complaint.kind if is_masked else texts.get(complaint.title, ""),
        content=MASKED if is_masked else texts.get(complaint.content, ""),
        masked=is_masked,
        capacity=_capacity(entries),
        demand=text(complaint.demand),
        complained_of=ComplainedOfShown(
            unit=complaint.complained_unit, person=text(complaint.complained_person)
        )
        if complaint.complained_unit or complaint.complained_person
        else None,
        happened_on=complaint.happened_on,
        uploads=[] if is_masked else list(evidence_of(case, entries)),
        flags=sorted(case.flags),
        filed_at=case.filed_at,
        owner_org=case.owner_org,
        owner_org_name=_org_name(case.owner_org, around.directory),
        owner_post=case.owner_post,
        supervising_org=case.supervising_org,
        lead_unit=case.lead_unit,
        responsible_unit=complaint.responsible_unit,
        leader_post=case.leader_post,
        handler_post=case.handler_post,
        publication=_publication(case, texts),
        in_charge_post=case.in_charge.post if case.in_charge else None,
        due=due_now(case, around, calendar_of),
        duties=[duty_of(duty, case, around.rulebook, calendar_of) for duty in case.duties],
        verdicts=[_verdict(verdict) for verdict in case.verdicts],
        draft=text(draft),
        reply=text(case.reply),
        outcome=case.outcome,
        evaluations=evaluations_of(case),
        messages=messages_of(found, texts),
        contact=_contact(case, call),
        progress=progress_of(case, entries),
        open_actions=[
            OpenDeskAction(action=action, label=ACTIONS[action], inputs=schema_of(action, rules))
            for action, rules in opened.items()
        ],
    )


def _publication(case: Case, texts: Mapping[TextRef, str]) -> PublicationShown | None:
    publication = case.publication
    if publication is None:
        return None
    return PublicationShown(
        state=publication.state,
        label=PUBLICATIONS[publication.state],
        since=publication.since,
        title=texts.get(publication.title, ""),
        text=texts.get(publication.text, ""),
    )


def _capacity(entries: Sequence[Entry]) -> str | None:
    said = entries[0].data.get("capacity")
    return None if said is None else str(said)


def _org_name(org: OrgId | None, directory: Directory) -> str | None:
    found = directory.find_org(org) if org else None
    return found.name if found else None


def _contact(case: Case, call: Call) -> Contact | None:
    if not case.number_released or call.actor.org != case.lead_unit:
        return None
    phone = services().people.phone_of(services().cases.filed_by(case.case_no))
    return Contact(phone=phone.value) if phone else None


def _verdict(verdict: Verdict) -> VerdictShown:
    return VerdictShown(
        term=verdict.term,
        label=TERMS[verdict.term],
        round=verdict.round,
        work_order=verdict.work_order,
        org=verdict.org,
        on_time=verdict.on_time,
        due_on=verdict.due_on,
        settled_at=verdict.settled_at,
        held_by=verdict.held_by,
        excused=verdict.excused,
    )
