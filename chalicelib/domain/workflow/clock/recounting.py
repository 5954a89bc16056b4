"""A calendar that knows more: provisional dues become firm, some move, never earlier (R-81, R-82, A-47)."""

from datetime import date
from typing import Final

from chalicelib.domain.deadlines.calendar import Calendar, HolidayNotice
from chalicelib.domain.deadlines.spoken_days import day_with_year
from chalicelib.domain.deadlines.terms import RunningTerm, recounted
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import Entry, Scalar
from chalicelib.domain.workflow.clock.happening import subjects
from chalicelib.domain.workflow.clock.telling import facts_of, owner_told, told_of_a_move
from chalicelib.domain.workflow.work import Work

VOID: Final = "void_by_calendar"
EXCUSED: Final = "calendar_moved_later"


def recount(work: Work) -> bool:
    """Count every running term by the calendar in force, and tell whether any has changed.

    A due that moves is told to all who rely on it; one that merely becomes firm, to its owner alone.
    """
    calendar, has_changed = work.around.calendar, False
    for subject in subjects(work):
        old, new = subject.running, recounted(subject.running, calendar, work.now)
        if new == old:
            continue
        has_changed = True
        notice = _notice_behind(old, new, calendar)
        if old.breached_at is not None:
            # A notice that was out before the old due should have been in force: the breach was none.
            work.excuse(old, VOID if _was_out_before(old, notice) else EXCUSED)
        subject.put(work, new)
        data: dict[str, Scalar] = {
            **facts_of(work, subject),
            "due_on": new.due_on.isoformat(),
            "was": old.due_on.isoformat(),
            "calendar": calendar.version,
        }
        if notice is not None:
            data["notice"] = notice.document
        has_moved = new.due_on != old.due_on
        owes = told_of_a_move(work, subject) if has_moved else owner_told(work, subject.duty)
        work.write_fact(Action.FIRM_DUE, "A-47" if has_moved else "R-81", owes=owes, data=data)
    return has_changed


def move_in_words(entry: Entry) -> str:
    """Say to a villager why a due has moved, from which day to which (A-47)."""
    was, due = (day_with_year(date.fromisoformat(str(entry.data[name]))) for name in ("was", "due_on"))
    notice = entry.data.get("notice")
    why = f"根据放假通知“{notice}”" if notice else "放假安排有变化"
    return f"{why}，期限从{was}顺延到{due}。"


def _notice_behind(old: RunningTerm, new: RunningTerm, calendar: Calendar) -> HolidayNotice | None:
    """Find the newest notice since the term was last counted: about its days, or else about its due's year.

    There is none where no notice, but the list of statutory days has changed.
    """
    news = calendar.news_since(old.calendar_version)
    about = [
        notice
        for notice in news
        if any(old.counted_from < day <= new.due_on for day in (*notice.days_off, *notice.make_up_workdays))
    ]
    of_the_year = [notice for notice in news if notice.year == new.due_on.year]
    return next(reversed(about or of_the_year), None)


def _was_out_before(old: RunningTerm, notice: HolidayNotice | None) -> bool:
    """Tell whether the notice was published before the old due was over; without a date it was not."""
    return notice is not None and notice.published_on is not None and notice.published_on <= old.due_on
