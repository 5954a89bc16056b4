"""Whether a rule is open to an actor: by seat, by signature, by duty, or by a rung of the ladder (R-03)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from chalicelib.domain.identifiers import AccountId
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Role, State
from chalicelib.domain.workflow.act import Actor, Circumstances
from chalicelib.domain.workflow.case import Case, Duty
from chalicelib.domain.workflow.clock.ladder import step_in_seats
from chalicelib.domain.workflow.rule import Party, Rule
from chalicelib.domain.workflow.seats.approving import approves
from chalicelib.domain.workflow.seats.review import seats_left
from chalicelib.domain.workflow.seats.seating import barred_from, posts_for, posts_owing, sits_in


def is_open_to(rule: Rule, actor: Actor, case: Case, around: Circumstances) -> bool:
    """Tell whether the rule lets this actor act on the case as it stands."""
    if actor.post is not None and actor.post in barred_from(case, around.directory):
        return False
    if rule.duty is not None and Party.DUTY_OWNER in rule.by:
        return any(
            duty.kind is rule.duty
            and (_owns(duty, actor, case, around) or _steps_in(rule, duty, actor, case, around))
            for duty in case.duties
        )
    if Party.SIGNER in rule.by:
        return _signs(actor, case, around) or (
            _steps_in(rule, None, actor, case, around) and not _wrote(actor, case)
        )
    if any(_fits(by, actor, case, around) for by in rule.by):
        return True
    return _steps_in(rule, None, actor, case, around)


def _fits(by: Seat | Party, actor: Actor, case: Case, around: Circumstances) -> bool:
    if isinstance(by, Seat):
        return sits_in(actor, by, case, around.directory)
    return by in _PARTIES and _PARTIES[by](actor, case, around)


def _proposes(actor: Actor, case: Case, around: Circumstances) -> bool:
    proposer = around.rulebook.proposal.proposer
    return proposer is not None and sits_in(actor, proposer, case, around.directory)


def _signs_major(actor: Actor, case: Case, around: Circumstances) -> bool:
    steps = (step for steps in around.rulebook.chains.values() for step in steps if step.only_major)
    return any(sits_in(actor, seat, case, around.directory) for step in steps for seat in step.signers)


def _has_helped(actor: Actor, case: Case, around: Circumstances) -> bool:
    return any(
        post.id == actor.post
        for unit in case.co_units
        if unit not in case.confirmed
        for role in (Role.UNIT_LEADER, Role.HANDLER)
        for post in posts_for(unit, role, case, around.directory)
    )


def _owns(duty: Duty, actor: Actor, case: Case, around: Circumstances) -> bool:
    return any(post.id == actor.post for post in posts_owing(duty, case, around.directory))


def _signs(actor: Actor, case: Case, around: Circumstances) -> bool:
    # Whoever drafted a reply never passes it, whoever proposed never signs it, at whichever post (H-13.1).
    return (
        not actor.is_citizen
        and not _wrote(actor, case)
        and any(sits_in(actor, seat, case, around.directory) for seat in seats_left(case, around.rulebook))
    )


def _wrote(actor: Actor, case: Case) -> bool:
    return _writer(case) == actor.account


def _writer(case: Case) -> AccountId | None:
    if case.state is State.PROPOSAL:
        return case.proposal.proposer if case.proposal is not None else None
    return case.draft.drafter if case.draft is not None else None


def _steps_in(rule: Rule, duty: Duty | None, actor: Actor, case: Case, around: Circumstances) -> bool:
    if not rule.step_in or actor.is_citizen:
        return False
    running = case.clock if duty is None else duty.clock
    return any(
        sits_in(actor, seat, case, around.directory) for seat in step_in_seats(running, around.rulebook)
    )


def _is_in_charge(actor: Actor, case: Case, _around: Circumstances) -> bool:
    return case.in_charge is not None and case.in_charge.post == actor.post


_PARTIES: Final[Mapping[Party, Callable[[Actor, Case, Circumstances], bool]]] = MappingProxyType(
    {
        Party.PROPOSER: _proposes,
        Party.MAJOR_SIGNER: _signs_major,
        Party.CO_HANDLER: _has_helped,
        Party.IN_CHARGE: _is_in_charge,
        Party.APPROVER: lambda actor, case, around: approves(actor, case, around.directory),
        Party.CITIZEN: lambda actor, _case, _around: actor.is_citizen,
    }
)
"""Parties that are told by themselves; a signer, a duty's owner and the clock have ways of their own."""
