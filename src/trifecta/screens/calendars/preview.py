"""What opening hours come to, day by day, before anybody is timed by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from trifecta.base.worktime import wording, zones
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.base.worktime.calendar import Closure, days
from trifecta.calendars import holiday_lists
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.parts import spoken

SHOWN_DAYS = 14


@dataclass(frozen=True, slots=True)
class Day:
    """open_s: real seconds, so that an hour more or less at a change of the clocks shows."""

    on: date
    windows: str
    remark: str
    open_s: int


@dataclass(frozen=True, slots=True)
class Preview:
    """targets: what the desk's targets mean in these hours. holidays: those that lists name, this year and the next."""

    days: list[Day]
    open_s: int
    targets: list[str]
    holidays: tuple[Closure, ...]


def preview(own: Hours, lists: Iterable[HolidayList], *, targets: Iterable[int], at: datetime) -> Preview:
    """The days from today on, by the calendar's own wall clock. Raises CalendarRefused."""
    today = at.astimezone(zones.zone(own.zone)).date()
    named = holiday_lists.days_of(lists, (today.year, today.year + 1))
    hours = replace(own, closures=own.closures + named)
    shown = list(_days(hours, today))
    said = [spoken.said(wording.describe_target(seconds, own)) for seconds in targets]
    ahead = tuple(closure for closure in named if closure.on >= today)
    return Preview(shown, sum(day.open_s for day in shown), said, ahead)


def _days(hours: Hours, today: date) -> Iterator[Day]:
    tz = zones.zone(hours.zone)
    for on, windows in days(hours, today, today + timedelta(days=SHOWN_DAYS - 1)):
        ends = [
            (
                zones.second_of(tz, zones.wall_s(on, window.start_s)),
                zones.second_of(tz, zones.wall_s(on, window.end_s), latest=True),
            )
            for window in windows
        ]
        open_s = sum(max(closes - opens, 0) for opens, closes in ends)
        yield Day(on, " ".join(str(window) for window in windows), ", ".join(_remarks(hours, on)), open_s)


def _remarks(hours: Hours, on: date) -> Iterator[str]:
    names = [opening.name for opening in hours.openings if opening.on == on]
    yield from filter(None, names or (closure.name for closure in hours.closures if closure.on == on))
