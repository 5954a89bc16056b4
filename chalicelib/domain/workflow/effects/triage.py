"""What rules do to a case before a unit has it: deliberated, handed over, proposed, sent up and down."""

from typing import Final

from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.vocabulary import Flag
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Proposal
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.ladder import climb
from chalicelib.domain.workflow.effects.main_line import give_work_order, recall_work_order
from chalicelib.domain.workflow.work import Work

_THIRD: Final = 3


def record_deliberation(work: Work, _act: Act) -> None:
    """The meeting and its opinions stand in the timeline; now the body may act (J-3.2.a, J-F2)."""
    work.change(deliberated=True)


def hand_over(work: Work, _act: Act) -> None:
    """The body has looked at it; whoever proposes takes over, in the same intake term (R-14, R-18)."""
    work.change(handed_over=True)


def propose(work: Work, act: Act) -> None:
    """Hand a proposal to its first signers (J-3.2.1, K-4.1c)."""
    proposal = Proposal(
        text=work.keep(act.inputs.text),
        unit=act.inputs.unit,
        proposer=act.actor.account,
        proposer_post=act.actor.post,
    )
    work.change(proposal=proposal, review_step=1, step_since=work.now)


def assign_as_proposed(work: Work, _act: Act) -> None:
    """The last signature hands the case to the unit proposed; who signed stays on record (S-6)."""
    proposal = certain(work.case.proposal, "nobody signs what was not proposed")
    work.change(step_since=None)
    give_work_order(work, proposal.unit)


def refuse_proposal(work: Work, _act: Act) -> None:
    """Back to whoever proposed; the third time somebody above hears of it (R-16)."""
    refusals = work.case.counts.refusals + 1
    work.change(proposal=None, review_step=0, step_since=None)
    work.count(refusals=refusals)
    if refusals == _THIRD:
        work.later(lambda: climb(work, Trigger.THIRD_REFUSAL))


def flag_major(work: Work, _act: Act) -> None:
    """The main leader signs as well, last; what is signed already stands (J-3.2.1b, R-45)."""
    work.change(flags=work.case.flags | {Flag.MAJOR})


def unflag_major(work: Work, _act: Act) -> None:
    """The main leader alone lowers the flag, before it is his turn (R-45)."""
    work.change(flags=work.case.flags - {Flag.MAJOR})


def pass_upward(work: Work, _act: Act) -> None:
    """One level up, with an intake term of its own (C-M6c, C-M7.1, C-M10b)."""
    body = certain(work.case.supervising_org, "whoever passes a case up holds it")
    recall_work_order(work)
    work.change(supervising_org=work.around.directory.body_above(body), deliberated=False, handed_over=False)


def refer_down(work: Work, act: Act) -> None:
    """One level down, by a written instruction that binds (R-10)."""
    work.change(supervising_org=act.inputs.body, deliberated=False, handed_over=False)
    work.count(referrals_down=work.case.counts.referrals_down + 1)


def refer_outside(work: Work, act: Act) -> None:
    """To a body that is no tenant; followed like 12345 until its receipt is recorded (R-09)."""
    work.change(external_no=act.inputs.external_no, referred_outside=True)
    work.count(pushes=work.case.counts.pushes + 1, chases=0)


def solve_at_once(work: Work, act: Act) -> None:
    """Registered, dealt with, answered and closed in one act (C-M7.0, R-11)."""
    work.change(reply=work.keep(act.inputs.effect), replied_at=work.now, outcome=act.inputs.outcome)
