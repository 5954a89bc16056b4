"""Words that leave a case: made fit for ordinary eyes, or gone their own sealed way (A-20, K-4.2b, C-M21).

Whatever says that an official did wrong must not reach that official or their unit (X-1). So a part of a case
becomes a case of its own, sealed from its first moment, and the case it was taken out of must not tell of it:
its timeline shows that its words were edited, as they also are where a citizen wrote down a neighbour's
identity number, or it shows nothing at all.
"""

from dataclasses import replace
from typing import Final

from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.notices.owing import owed_for
from chalicelib.domain.vocabulary import Action, Flag, State, Term
from chalicelib.domain.workflow.act import Act, Branch, Inputs
from chalicelib.domain.workflow.case import Case, Complaint, Scalar
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.stepping import settle_owner
from chalicelib.domain.workflow.work import Work

BRANCHING: Final = frozenset({Action.REDACT, Action.SPLIT, Action.TRANSFER_CLUE, Action.MARK_CLUE})
"""Acts that must know what the citizen wrote, and by which number a part of it would be known."""

SPLIT_BASIS: Final = "A-20"
FOUND_BY_UNIT: Final = "办理中发现的问题线索"
FOUND_BY_WATCHER: Final = "监督中发现的疑似线索"
ORIGINAL: Final = "（以下是原投诉的内容）"


def branch_of(work: Work) -> Branch:
    """Give what was gathered for an act that lets words leave the case."""
    return certain(work.around.branch, "it is gathered for every act that branches")


def redact(work: Work, act: Act) -> None:
    """The body's wording stands in place of everything the citizen has written so far; files as it says."""
    branch, complaint = branch_of(work), work.case.complaint
    # The title stood in the head alone; what was there before must not be lost (K-5.3a).
    work.keep(branch.words[complaint.title])
    edited = replace(
        complaint,
        title=work.keep(act.inputs.title),
        content=work.keep(act.inputs.text),
        demand=work.keep(act.inputs.demand) if act.inputs.demand else None,
        complained_person=None,
    )
    stays = {edited.title, edited.content, edited.demand, *act.inputs.kept}
    gone = dict.fromkeys((*work.case.withheld, *branch.words, *branch.files))
    work.change(complaint=edited, withheld=tuple(ref for ref in gone if ref not in stays))


def split(work: Work, act: Act) -> None:
    """The accusation goes sealed with every word and file; the rest goes on as if it were all (R-77)."""
    branch, whole = branch_of(work), work.case.complaint
    begun = _Part(work, branch)
    complaint = replace(
        whole,
        title=begun.keep(branch.words[whole.title]),
        content=begun.keep("\n\n".join(_told(branch, whole))),
        demand=begun.again(whole.demand),
        complained_person=begun.again(whole.complained_person),
        uploads=branch.files,
    )
    redact(work, act)
    begun.seal(act, complaint, SPLIT_BASIS, Inputs(reason=act.inputs.reason))


def transfer_clue(work: Work, act: Act) -> None:
    """Whoever handles has found signs of misconduct: at once to the sealed desk (K-4.2b)."""
    _report(work, act, FOUND_BY_UNIT, "K-4.2b")


def mark_clue(work: Work, act: Act) -> None:
    """Whoever supervises has: into the sealed ledger, unseen by the unit concerned (C-M21)."""
    _report(work, act, FOUND_BY_WATCHER, "C-M21")


def _report(work: Work, act: Act, title: str, basis: str) -> None:
    branch = branch_of(work)
    begun = _Part(work, branch)
    complaint = replace(
        work.case.complaint,
        title=begun.keep(title),
        # The sealed desk cannot open the case itself: what the citizen wrote comes along.
        content=begun.keep("\n\n".join((act.inputs.text, ORIGINAL, *branch.words.values()))),
        demand=None,
        complained_person=None,
        may_call=False,
        uploads=branch.files,
    )
    begun.reported_by(act)
    begun.seal(act, complaint, basis, Inputs())


def _told(branch: Branch, complaint: Complaint) -> list[str]:
    """Give everything that was said, but what the part keeps in places of its own."""
    elsewhere = {complaint.title, complaint.demand, complaint.complained_person}
    return [words for ref, words in branch.words.items() if ref not in elsewhere]


class _Part:
    """A case that begins out of another."""

    def __init__(self, work: Work, branch: Branch) -> None:
        whole, now = work.case, work.now
        case = Case(
            case_no=branch.case_no,
            county=whole.county,
            rulebook=whole.rulebook,
            filed_at=whole.filed_at,
            complaint=whole.complaint,
            state=State.SEALED,
            state_entered_at=now,
            supervising_org=whole.supervising_org,
            flags=whole.flags & {Flag.MINORS_INVOLVED},
            origin=whole.case_no,
        )
        self._words = branch.words
        self._work = Work(case, replace(work.around, refer=branch.refer, branch=None), is_new=True)
        work.beside = self._work

    def keep(self, text: str) -> TextRef:
        """Take a text along under the part's own key."""
        return self._work.keep(text)

    def again(self, ref: TextRef | None) -> TextRef | None:
        """Take along what stood in the whole."""
        return self.keep(self._words[ref]) if ref is not None else None

    def reported_by(self, act: Act) -> None:
        """No citizen has said this, and none is answered."""
        self._work.change(filed_at=self._work.now, reported_by=act.actor.post, ex_officio=True)

    def seal(self, act: Act, complaint: Complaint, basis: str, said: Inputs) -> None:
        """Begin it at the sealed desk, with that desk's own terms (R-76)."""
        work = self._work
        work.change(complaint=complaint)
        work.start_clock(Term.SEALED_ACCEPTANCE)
        settle_owner(work)
        clock = certain(work.case.clock, "its first term has just begun")
        data: dict[str, Scalar] = {"due_on": clock.due_on.isoformat()}
        owes = owed_for(act.action, work.case, work.around.rulebook, work.around.directory)
        work.write_act(replace(act, inputs=said), basis, owes, data)
