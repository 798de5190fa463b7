"""What a calendar must be before it may be saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.base.worktime.calendar import DAY_S, Calendar, Windows, merged, week_of
from trifecta.base.worktime.errors import CalendarRefused

WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
SPANS_AN_HOUR = 4
_WEEK_S = 7 * DAY_S


def checked(calendar: Calendar) -> Calendar:
    """
    The calendar with duplicates dropped and touching windows joined.

    Raises CalendarRefused: unknown zone, overlaps, no open time, two openings of one date, windows too dense.
    """
    zones.zone(calendar.zone)
    week = {number: _joined(windows, WEEKDAYS[number]) for number, windows in enumerate(calendar.week)}
    _refuse_overlap_with_next_day(week)
    _refuse_too_dense(week)
    _refuse_two_openings_of_a_date([opening.on for opening in calendar.openings])
    openings = tuple(replace(each, windows=_joined(each.windows, each.on.isoformat())) for each in calendar.openings)
    closures = tuple(
        replace(each, stays_open=_joined(each.stays_open, each.on.isoformat())) for each in calendar.closures
    )
    if not any(week.values()) and not any(opening.windows for opening in openings):
        raise CalendarRefused(N_("The calendar is never open; give at least one weekday a window."))
    return Calendar(calendar.zone, week_of(week), closures, openings, calendar.before)


def _joined(windows: Windows, day: str) -> Windows:
    for earlier, later in pairwise(sorted(set(windows))):
        if later.start_s < earlier.end_s:
            raise CalendarRefused(
                N_("On {day} the windows {earlier} and {later} overlap; change one of them."),
                day=day,
                earlier=earlier,
                later=later,
            )
    return merged(windows)


def _refuse_overlap_with_next_day(week: dict[int, Windows]) -> None:
    for number in range(7):
        tomorrow = (number + 1) % 7
        for earlier in week[number][-1:]:
            for later in week[tomorrow][:1]:
                if later.start_s + DAY_S < earlier.end_s:
                    raise CalendarRefused(
                        N_("The window {earlier} of {day} runs into {later} of {next_day}; change one of them."),
                        earlier=earlier,
                        day=WEEKDAYS[number],
                        later=later,
                        next_day=WEEKDAYS[tomorrow],
                    )


def _refuse_too_dense(week: dict[int, Windows]) -> None:
    edges = [
        (number * DAY_S + w.start_s, number * DAY_S + w.end_s, number) for number in range(7) for w in week[number]
    ]
    wrapped = edges + [(start + _WEEK_S, end + _WEEK_S, number) for start, end, number in edges]
    for (_, first_end_s, number), (fifth_start_s, _, _) in zip(wrapped, wrapped[SPANS_AN_HOUR:], strict=False):
        if fifth_start_s - first_end_s < 3600:
            raise CalendarRefused(
                N_("On {day} more than {most} windows lie within one hour; join those only minutes apart."),
                day=WEEKDAYS[number],
                most=SPANS_AN_HOUR,
            )


def _refuse_two_openings_of_a_date(dates: list[date]) -> None:
    for earlier, later in pairwise(sorted(dates)):
        if earlier == later:
            raise CalendarRefused(N_("{on} has two exceptional openings; put its windows into one."), on=later)
