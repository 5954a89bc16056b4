"""A rulebook as a frozen record: what one place's rule says, in numbers, each with its clause (basis).

Code names a rule, the rulebook gives its numbers (house style §1). A case keeps the version it was filed
under for life (H-0.1, A-48).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.rules import (
    AccountabilityRule,
    AccusationMode,
    CalendarRule,
    Deliberation,
    EvaluationRule,
    ExtensionRule,
    FeedbackRule,
    IntakeRule,
    InterimReplyRule,
    KindRule,
    Meta,
    Override,
    ProcessRule,
    ProposalRule,
    ReminderRule,
    ReviewRule,
    Rung,
    SecondHandlingRule,
    SigningStep,
    SupervisionRule,
)
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Action, SourceType, Term, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """One version of one place's rule."""

    id: str
    version: int
    meta: Meta
    calendar: CalendarRule
    sources: tuple[SourceType, ...]
    kinds: Mapping[str, KindRule]
    intake: IntakeRule
    extension: ExtensionRule
    proposal: ProposalRule
    reply_review: ReviewRule
    feedback: FeedbackRule | None
    """None: the last signature sends the reply (R-41)."""
    process: ProcessRule
    deliberation: Deliberation
    accusation: AccusationMode
    accusing_kinds: frozenset[str]
    """Kinds that are accusations by their name (K: 检举控告): the sealed way alone is open to them."""
    accusation_kept_for: Limit | None
    """How long an accusation that was led to 12388 is kept; None: the file does not say (S-20)."""
    out_of_scope: tuple[Action, ...]
    level_by_level: bool
    """Cases begin at the lowest body and pass upward one level at a time (C-M6a, C-M10b)."""
    solved_at_once: bool
    """A village may solve and answer in one act (C-M7.0)."""
    clarifies: bool
    """What proves untrue may be cleared up in public (K-3.4, C-M16b)."""
    ladder: tuple[Rung, ...]
    reminders: ReminderRule
    evaluation: EvaluationRule | None
    """None: the place does not ask for a rating (C, K; R-43)."""
    second_handling: SecondHandlingRule
    interim_reply: InterimReplyRule
    terms: Mapping[Term, Limit]
    """Every term this place needs but the handling term, which hangs on the kind, and the intake term."""
    term_basis: Mapping[Term, str]
    name_required: bool
    overrides: tuple[Override, ...]
    publishing: Mapping[str, str]
    """Disclosure and report cycles, kept as the file says them until their modules read them."""
    seat_names: Mapping[Seat, str]
    """What the people of this place call each seat that the rulebook names, such as 县纪委监委."""
    supervision: SupervisionRule | None
    """None, or left out of the file: this place knows orders alone."""
    accountability: AccountabilityRule | None
    """None, or left out of the file: nobody is held to account on the record of a case."""
    section_basis: Mapping[str, str]
    """The clauses of those sections of the file that are no record of their own."""

    @property
    def ref(self) -> str:
        """Id and version as a case keeps them, such as `helan-2022@1`."""
        return f"{self.id}@{self.version}"

    def override_of(self, item: str | None) -> Override | None:
        """Find the other rule that a matter of the checklist is under (H-12.4)."""
        return next((override for override in self.overrides if override.item == item), None)

    def limit_of(self, term: Term) -> Limit:
        """Give the length of a term that hangs on nothing but the rulebook."""
        if term is Term.INTAKE:
            return self.intake.limit
        return self.terms[term]

    def needs(self, term: Term) -> bool:
        """Tell whether anything this place knows starts the term."""
        is_needed_here = _NEEDED_BY.get(term)
        return is_needed_here is None or is_needed_here(self)

    def name_of(self, seat: Seat) -> str:
        """Give what the people of this place call the seat."""
        return self.seat_names[seat]

    @property
    def chains(self) -> Mapping[str, tuple[SigningStep, ...]]:
        """Every chain of signatures, by its place in the file."""
        review = self.reply_review
        return {
            "/proposal/steps": self.proposal.steps,
            "/reply_review/steps": review.steps,
            **{f"/reply_review/tracks/{at}/steps": each.steps for at, each in enumerate(review.tracks)},
            "/reply_review/elevated_steps": review.elevated_steps,
        }

    @property
    def extends_by_days(self) -> bool:
        """Tell whether more time is asked for in calendar days, not working days (K-4.4b)."""
        longest = self.extension.per_extension_max
        return longest is not None and longest.unit is not Unit.WORKING_DAY

    @property
    def knows_major(self) -> bool:
        """Tell whether a signature hangs on the flag 重大 (J-3.2.1b)."""
        return any(step.only_major for steps in self.chains.values() for step in steps)

    def offers(self, action: Action) -> bool:
        """Tell whether this place knows the action at all."""
        is_known_here = _HANGS_ON.get(action)
        return is_known_here is None or is_known_here(self)


def _lets_out_by(*ways: Action) -> Callable[[Rulebook], bool]:
    return lambda book: any(way in book.out_of_scope for way in ways)


_BROUGHT_BY: Final[tuple[tuple[Callable[[Rulebook], bool], tuple[Action, ...]], ...]] = (
    (_lets_out_by(Action.TRANSFER_12345), (Action.TRANSFER_12345,)),
    (_lets_out_by(Action.ADVISE_12345), (Action.ADVISE_12345,)),
    (_lets_out_by(Action.REFER_UP), (Action.REFER_UP,)),
    (_lets_out_by(Action.REFER_OUTSIDE), (Action.REFER_OUTSIDE,)),
    # A body that is no tenant is followed like 12345 until its receipt is recorded.
    (
        _lets_out_by(Action.TRANSFER_12345, Action.REFER_OUTSIDE),
        (Action.RECORD_12345_OUTCOME, Action.RECLAIM_12345),
    ),
    # The citizen may rate after advice too, and a bad rating is judged.
    (_lets_out_by(Action.TRANSFER_12345, Action.ADVISE_12345), (Action.JUDGE_LAWFUL,)),
    (lambda book: book.level_by_level, (Action.PASS_UPWARD, Action.REFER_DOWN)),
    (lambda book: book.solved_at_once, (Action.SOLVE_AT_ONCE,)),
    (
        lambda book: book.extension.allowed,
        (Action.REQUEST_EXTENSION, Action.GRANT_EXTENSION, Action.REFUSE_EXTENSION),
    ),
    (
        lambda book: book.interim_reply.allowed,
        (Action.REPLY_INTERIM, Action.RECORD_FOLLOW_UP, Action.CONTINUE_TRACKING),
    ),
    (lambda book: book.evaluation is not None, (Action.EVALUATE,)),
    (lambda book: book.deliberation is not Deliberation.NONE, (Action.RECORD_DELIBERATION,)),
    (
        lambda book: book.proposal.proposer is not None,
        (Action.HAND_OVER, Action.PROPOSE, Action.SIGN_PROPOSAL, Action.REFUSE_PROPOSAL),
    ),
    (lambda book: book.knows_major, (Action.FLAG_MAJOR, Action.UNFLAG_MAJOR)),
    (lambda book: bool(book.reply_review.elevated_steps), (Action.ELEVATE,)),
    (lambda book: book.feedback is not None, (Action.GIVE_FEEDBACK,)),
    (lambda book: book.feedback is not None and book.feedback.joint, (Action.CONFIRM_JOINT_FEEDBACK,)),
    (lambda book: book.clarifies, (Action.CLARIFY,)),
    (lambda book: book.supervision is not None, (Action.PUT_IN_CHARGE,)),
    (
        lambda book: book.supervision is not None and book.supervision.urges,
        (Action.URGE,),
    ),
    (lambda book: book.accountability is not None, (Action.RECORD_ACCOUNTABILITY,)),
    (
        lambda book: book.supervision is not None and book.supervision.publishes,
        (
            Action.PUBLISH_FEEDBACK,
            Action.APPROVE_PUBLICATION,
            Action.REFUSE_PUBLICATION,
            Action.WITHDRAW_PUBLICATION,
        ),
    ),
    (
        lambda book: book.accusation is not AccusationMode.REDIRECT,
        (
            Action.SEAL,
            Action.SPLIT,
            Action.SEAL_FEEDBACK,
            Action.RETURN_TO_ORDINARY,
        ),
    ),
    (lambda book: book.accusation is AccusationMode.REDIRECT, (Action.REDIRECT_12388,)),
)
"""What in a rulebook brings which actions; an action not named here is known everywhere."""


def _seals(book: Rulebook) -> bool:
    return book.accusation is not AccusationMode.REDIRECT


def _follows_elsewhere(book: Rulebook) -> bool:
    return any(way in book.out_of_scope for way in (Action.TRANSFER_12345, Action.REFER_OUTSIDE))


def _asks_of_elsewhere(book: Rulebook) -> bool:
    return any(way in book.out_of_scope for way in (Action.TRANSFER_12345, Action.ADVISE_12345))


_NEEDED_BY: Final[Mapping[Term, Callable[[Rulebook], bool]]] = {
    Term.FOLLOW_UP: lambda book: book.interim_reply.allowed,
    Term.TRACKING: lambda book: book.interim_reply.allowed,
    Term.EVALUATION: lambda book: book.evaluation is not None,
    Term.DECISION: lambda book: book.evaluation is not None or book.interim_reply.allowed,
    Term.CHASE: _follows_elsewhere,
    Term.CHASE_AGAIN: _follows_elsewhere,
    Term.ADVICE_WINDOW: _asks_of_elsewhere,
    Term.JUDGEMENT: _asks_of_elsewhere,
    Term.EXTENSION_DECISION: lambda book: book.extension.allowed,
    Term.PROPOSAL_SIGNING: lambda book: book.proposal.stops_intake,
    Term.REPROPOSAL: lambda book: book.proposal.stops_intake,
    Term.FEEDBACK: lambda book: book.feedback is not None and not book.feedback.within_handling,
    Term.SEALED_FEEDBACK: _seals,
}
"""What in a rulebook makes a term needed; a term not named here runs everywhere."""

NEEDED_SOMEWHERE: Final = frozenset(_NEEDED_BY)
"""Terms that some places know and others do not."""

_HANGS_ON: Final = {action: brings for brings, actions in _BROUGHT_BY for action in actions}
