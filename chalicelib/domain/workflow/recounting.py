"""A calendar that knows more: provisional dues become firm, some move, never earlier (R-81, R-82, A-47)."""

from typing import Final

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.terms import RunningTerm, recounted
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import Scalar
from chalicelib.domain.workflow.happening import subjects
from chalicelib.domain.workflow.telling import facts_of, owner_told
from chalicelib.domain.workflow.work import Work

VOID: Final = "void_by_calendar"
EXCUSED: Final = "calendar_moved_later"


def recount(work: Work) -> bool:
    """Count every running term by the calendar in force, and tell whether any has changed."""
    calendar, has_changed = work.around.calendar, False
    for subject in subjects(work):
        old, new = subject.running, recounted(subject.running, calendar, work.now)
        if new == old:
            continue
        has_changed = True
        if old.breached_at is not None:
            # A notice that was out before the old due should have been in force: the breach was none.
            work.excuse(old, VOID if _was_out_before(old, new, calendar) else EXCUSED)
        subject.put(work, new)
        data: dict[str, Scalar] = {
            **facts_of(work, subject),
            "due_on": new.due_on.isoformat(),
            "was": old.due_on.isoformat(),
            "calendar": calendar.version,
        }
        work.write_fact(Action.FIRM_DUE, "R-81", owes=owner_told(work, subject.duty), data=data)
    return has_changed


def _was_out_before(old: RunningTerm, new: RunningTerm, calendar: Calendar) -> bool:
    """Tell whether the newest notice about these days was published before the old due was over."""
    published = [
        notice.published_on
        for notice in calendar.notices
        if notice.published_on is not None
        and any(old.counted_from < day <= new.due_on for day in (*notice.days_off, *notice.make_up_workdays))
    ]
    return bool(published) and max(published) <= old.due_on
