"""Named claims about a case before a unit has it: deliberated, handed over, proposed, sent up and down."""

from collections.abc import Callable
from typing import Final

from chalicelib.domain.directory.org import VILLAGE_LEVEL
from chalicelib.domain.rulebook.rules import Deliberation
from chalicelib.domain.vocabulary import Flag, Outcome, State, Term
from chalicelib.domain.workflow.act import Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.rule import Condition
from chalicelib.domain.workflow.seats.review import is_at_major_step, settles_chain


def owes_deliberation(case: Case, around: Circumstances) -> bool:
    """Tell whether the body that holds the case must deliberate on it before anything else (R-13)."""
    where = around.rulebook.deliberation
    is_here = where is Deliberation.EVERY_BODY or (
        where is Deliberation.TOP_BODY and case.supervising_org == around.directory.county_body
    )
    return is_here and not case.deliberated


def _is_free_to_go(case: Case, around: Circumstances) -> bool:
    # In a second life of intake (after 12345, after a refusal) what was deliberated upon stays so.
    return case.state is not State.INTAKE or not owes_deliberation(case, around)


def _is_no_accusation(case: Case, around: Circumstances) -> bool:
    return case.complaint.kind not in around.rulebook.accusing_kinds


def _is_triaged(case: Case, around: Circumstances) -> bool:
    return _is_free_to_go(case, around) and _is_no_accusation(case, around)


def _may_assign(case: Case, around: Circumstances) -> bool:
    # Where every unit gets its cases by a signed proposal, nobody assigns (K-3.1a).
    rule = around.rulebook.proposal
    return _is_triaged(case, around) and (rule.proposer is None or bool(rule.for_units))


def _may_hand_over(case: Case, around: Circumstances) -> bool:
    return _is_triaged(case, around) and not case.handed_over


def _may_propose(case: Case, around: Circumstances) -> bool:
    return _is_triaged(case, around) and case.handed_over


def _is_signed_in_intake(_case: Case, around: Circumstances) -> bool:
    return not around.rulebook.proposal.stops_intake


def _may_pass_upward(case: Case, around: Circumstances) -> bool:
    # What was sent down by written instruction cannot come up again.
    return (
        _is_free_to_go(case, around)
        and case.supervising_org is not None
        and case.supervising_org != around.directory.county_body
        and case.counts.referrals_down == 0
        and case.round == 1
    )


def _may_refer_down(case: Case, around: Circumstances) -> bool:
    body = case.supervising_org
    return (
        _is_free_to_go(case, around)
        and body is not None
        and case.counts.referrals_down == 0
        and bool(around.directory.bodies_below(body))
    )


def _is_at_village(case: Case, around: Circumstances) -> bool:
    org = around.directory.find_org(case.supervising_org) if case.supervising_org else None
    return _is_triaged(case, around) and org is not None and org.type in VILLAGE_LEVEL


def _may_flag_major(case: Case, _around: Circumstances) -> bool:
    return Flag.MAJOR not in case.flags and Flag.ELEVATED not in case.flags


def _may_unflag_major(case: Case, around: Circumstances) -> bool:
    return Flag.MAJOR in case.flags and not is_at_major_step(case, around.rulebook)


def _may_refer_up(case: Case, around: Circumstances) -> bool:
    return (
        _is_free_to_go(case, around)
        and case.counts.referrals_up == 0
        and case.supervising_org != around.directory.county_body
    )


DELIBERATION_OWED: Final = Condition("deliberation_owed", owes_deliberation)
TRIAGED: Final = Condition("triaged", _is_triaged)
ASSIGNABLE: Final = Condition("assignable", _may_assign)
NOT_HANDED_OVER: Final = Condition("not_handed_over", _may_hand_over)
PROPOSABLE: Final = Condition("proposable", _may_propose)
SIGNED_IN_INTAKE: Final = Condition("signed_in_intake", _is_signed_in_intake)
SIGNED_IN_OWN_TERM: Final = Condition(
    "signed_in_own_term", lambda case, around: not _is_signed_in_intake(case, around)
)
LAST_OF_PROPOSAL: Final = Condition(
    "last_signature_of_proposal", lambda case, around: settles_chain(case, around.rulebook)
)
MAY_PASS_UPWARD: Final = Condition("level_above", _may_pass_upward)
MAY_REFER_DOWN: Final = Condition("level_below", _may_refer_down)
AT_VILLAGE: Final = Condition("at_village", _is_at_village)
NOT_MAJOR: Final = Condition("not_major", _may_flag_major)
MAJOR: Final = Condition("major", _may_unflag_major)
NOT_YET_REFERRED: Final = Condition("not_yet_referred_up", _may_refer_up)
HELD_BY_COUNTY: Final = Condition(
    "held_by_county",
    lambda case, around: (
        _is_free_to_go(case, around) and case.supervising_org == around.directory.county_body
    ),
)
FREE_TO_GO: Final = Condition("deliberated", _is_free_to_go)
FREE_IN_ROUND_ONE: Final = Condition(
    "deliberated_in_round_one", lambda case, around: case.round == 1 and _is_free_to_go(case, around)
)


def _sealed_in(*terms: Term) -> Callable[[Case, Circumstances], bool]:
    return lambda case, _around: case.clock is not None and case.clock.term in terms


def _may_return(case: Case, around: Circumstances) -> bool:
    is_unconcluded = _sealed_in(Term.SEALED_ACCEPTANCE, Term.SEALED_WORK)(case, around)
    # What no citizen has filed is no complaint and cannot become one (K-4.2b).
    return is_unconcluded and case.counts.returns_to_ordinary == 0 and case.reported_by is None


def _proved_untrue(case: Case, _around: Circumstances) -> bool:
    said = case.draft.outcome if case.draft is not None else case.outcome
    return said is Outcome.UNTRUE


PROVED_UNTRUE: Final = Condition("proved_untrue", _proved_untrue)
TO_BE_ACCEPTED: Final = Condition("to_be_accepted", _sealed_in(Term.SEALED_ACCEPTANCE))
TO_BE_CONCLUDED: Final = Condition("to_be_concluded", _sealed_in(Term.SEALED_WORK))
FILED_BY_CITIZEN: Final = Condition("filed_by_citizen", lambda case, _: case.reported_by is None)
REPORTED_BY_POST: Final = Condition("reported_by_post", lambda case, _: case.reported_by is not None)
TO_BE_FED_BACK: Final = Condition("to_be_fed_back", _sealed_in(Term.SEALED_FEEDBACK))
SEALED_AND_OPEN: Final = Condition("sealed_and_open", lambda case, _: case.clock is not None)
MAY_RETURN: Final = Condition("may_return", _may_return)
