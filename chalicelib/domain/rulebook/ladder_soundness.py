"""What a ladder must fulfil: nobody waits in silence, of a sealed matter only its own desk hears (R-03)."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from chalicelib.domain.documents import pointer_to
from chalicelib.domain.errors import Fault
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import Rung, Trigger
from chalicelib.domain.vocabulary import Role, Term, Unit

ENDS_BY_ITSELF: Final = frozenset(
    {
        Term.SIGN_IN,  # signed in by the clock
        Term.TRACKING,  # goes to decision
        Term.EVALUATION,  # closes unrated
        Term.CHASE_AGAIN,  # begins anew
        Term.ADVICE_WINDOW,  # the citizen may stay silent
        Term.WITHDRAWAL_DECISION,  # silence accepts
    }
)
"""Terms whose end the clock settles; after every other one somebody must be told (R-03)."""

SEALED_TERMS: Final = frozenset({Term.SEALED_ACCEPTANCE, Term.SEALED_WORK, Term.SEALED_FEEDBACK})

LONGEST_WAIT: Final = 5
"""Working days between two rungs over a term that is late; a longer silence would be one (R-03)."""

OVER_TERMS: Final = frozenset({Trigger.LATE, Trigger.IDLE_AT_HALF, Trigger.RUNNING})


BEGIN_AGAIN: Final = frozenset({Term.FOLLOW_UP, Term.CHASE, Term.CHASE_AGAIN})
"""Terms that begin anew the moment they are over (R-38, R-64): some days later they are not late."""


def rungs(book: Rulebook) -> Iterator[Fault]:
    """Name every rung that says what it cannot mean."""
    names: set[str] = set()
    for number, rung in enumerate(book.ladder):
        at = pointer_to("/ladder", number)
        if rung.name in names:
            yield Fault(f"{at}/name", f"“{rung.name}”这一级已经有了，请换个名称。")
        names.add(rung.name)
        yield from _rung(rung, at)


def _rung(rung: Rung, at: str) -> Iterator[Fault]:
    if rung.trigger in OVER_TERMS and not rung.terms:
        yield Fault(f"{at}/terms", "请写明管的是哪些期限。")
    if rung.trigger not in OVER_TERMS and rung.terms:
        yield Fault(f"{at}/terms", f"“{rung.trigger}”不看期限，这里应是空列表。")
    if rung.after and rung.trigger not in {Trigger.LATE, Trigger.RUNNING}:
        yield Fault(f"{at}/after", "只有逾期（late）和进行中（running）才能写过几天，这里应写 null。")
    if rung.trigger is Trigger.RUNNING and not rung.after:
        yield Fault(f"{at}/after", "进行中（running）的要写明过几天。")
    if rung.after and rung.after.unit is not Unit.WORKING_DAY:
        yield Fault(f"{at}/after", "逾期后过几天，按工作日（WD）计。")
    if rung.after and rung.trigger is Trigger.LATE:
        for term in sorted(rung.terms & BEGIN_AGAIN):
            yield Fault(f"{at}/after", f"期限“{term}”到期就重新起算，到不了过几天的这一级，这里应写 null。")


def hard_cases(book: Rulebook) -> Iterator[Fault]:
    """A matter that becomes a hard one by itself is told to somebody (K-3.1b, R-03)."""
    if book.supervision is not None and all(rung.trigger is not Trigger.HARD_CASE for rung in book.ladder):
        yield Fault("/ladder", "成为疑难件以后没有人会知道，请加一级（trigger 为 hard_case）。")


def silent_terms(book: Rulebook) -> Iterator[Fault]:
    """Name every term that could run out and nobody would hear of it (R-03)."""
    told = chain.from_iterable(rung.terms for rung in book.ladder if rung.trigger is Trigger.LATE)
    needed = {term for term in Term if book.needs(term)}
    for term in sorted(needed - ENDS_BY_ITSELF - set(told)):
        yield Fault("/ladder", f"期限“{term}”逾期后没有人会知道，请加一级（trigger 为 late）。")


def distant_rungs(book: Rulebook) -> Iterator[Fault]:
    """Name every rung before which it is silent too long: the daily call begins after the last one (R-03)."""
    late = {number: rung for number, rung in enumerate(book.ladder) if rung.trigger is Trigger.LATE}
    for number, rung in late.items():
        for term in sorted(rung.terms):
            earlier = (_wait(each) for each in late.values() if term in each.terms)
            wait = _wait(rung) - max((days for days in earlier if days < _wait(rung)), default=0)
            if wait > LONGEST_WAIT:
                yield Fault(
                    pointer_to(pointer_to("/ladder", number), "after"),
                    f"期限“{term}”逾期后，到这一级之前有 {wait} 个工作日没有人催。"
                    f"请在中间加一级：两级之间最多隔 {LONGEST_WAIT} 个工作日。",
                )


def _wait(rung: Rung) -> int:
    return rung.after.n if rung.after else 0


def sealed_rungs(book: Rulebook) -> Iterator[Fault]:
    """Name every rung over a sealed term that others than the sealed desk would hear of (X-1)."""
    for number, rung in enumerate(book.ladder):
        if rung.terms.isdisjoint(SEALED_TERMS):
            continue
        for key, seats in (("tells", rung.tells), ("step_in", rung.step_in)):
            if any(seat.role is not Role.SEALED_DESK for seat in seats):
                at = pointer_to(pointer_to("/ladder", number), key)
                yield Fault(at, "信访件的期限只能告诉信访专员（sealed_desk@county），请单列一级（X-1）。")


def reminders(book: Rulebook) -> Iterator[Fault]:
    """Name reminders that would come in the wrong order (H-20.2)."""
    if book.reminders.due_at <= book.reminders.one_left_at:
        yield Fault("/reminders/due_at", "两次提醒都在到期当天，这一次要晚于 one_left_at。")
