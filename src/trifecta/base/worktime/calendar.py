"""A calendar as it is written down: wall time of one zone, a week, the days that are closed, the days that are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from trifecta.base.text import N_
from trifecta.base.worktime.errors import CalendarRefused

DAY_S = 86_400
MONDAY_TO_FRIDAY = range(5)
_TIME = r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?"
_WINDOW = re.compile(rf"\s*{_TIME}\s*[-–]\s*{_TIME}\s*")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Open from start_s up to end_s, in wall seconds since midnight of the day on which the window starts."""

    start_s: int
    end_s: int

    def __post_init__(self) -> None:
        if not (0 <= self.start_s < DAY_S and self.start_s < self.end_s <= 2 * DAY_S):
            raise CalendarRefused(
                N_(
                    "The window {window} is not possible: it must start between 00:00 and 24:00"
                    " and end after its start, at the latest at midnight of the next day."
                ),
                window=str(self),
            )

    def __str__(self) -> str:
        ends_next_day = DAY_S < self.end_s < self.start_s + DAY_S
        return f"{_clock(self.start_s)}-{_clock(self.end_s - DAY_S if ends_next_day else self.end_s)}"


Windows = tuple[Window, ...]
Week = tuple[Windows, Windows, Windows, Windows, Windows, Windows, Windows]


@dataclass(frozen=True, slots=True)
class Closure:
    """A date on which the week's hours shrink to what `stays_open` leaves of them: nothing on a full holiday."""

    on: date
    name: str = ""
    stays_open: Windows = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A date whose windows override its weekday and every closure."""

    on: date
    windows: Windows
    name: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    Opening hours in wall time. A window belongs to the date on which it starts, also past midnight.

    before: up to which date, itself not included, other hours were held, and which; read by this zone's wall.
    """

    zone: str
    week: Week
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    before: tuple[date, Calendar] | None = None


def parse_window(text: str) -> Window:
    """
    A window as people write it; an end that is not after the start lies on the next day.

    >>> parse_window("22:00-06:00")
    Window(start_s=79200, end_s=108000)
    """
    match = _WINDOW.fullmatch(text)
    if match is None:
        raise CalendarRefused(N_("“{text}” is not a window of time; write it like 09:00-17:30."), text=text)
    start_s, end_s = _seconds(*match.group(1, 2, 3)), _seconds(*match.group(4, 5, 6))
    if start_s == end_s:
        raise CalendarRefused(N_("The window {text} is empty; write a whole day as 00:00-24:00."), text=text.strip())
    return Window(start_s, end_s if end_s > start_s else end_s + DAY_S)


def office_hours(zone: str, *windows: str, days: Iterable[int] = MONDAY_TO_FRIDAY) -> Calendar:
    """The same windows on each of these weekdays (Monday is 0)."""
    hours = tuple(parse_window(text) for text in windows)
    return Calendar(zone, week_of(dict.fromkeys(days, hours)))


def always_open(zone: str = "UTC") -> Calendar:
    return office_hours(zone, "00:00-24:00", days=range(7))


def week_of(days: dict[int, Windows]) -> Week:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (days.get(day, ()) for day in range(7))
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def merged(windows: Iterable[Window]) -> Windows:
    """The same open time in the fewest windows, in order."""
    joined: list[Window] = []
    for window in sorted(windows):
        if joined and window.start_s <= joined[-1].end_s:
            joined[-1] = Window(joined[-1].start_s, max(joined[-1].end_s, window.end_s))
        else:
            joined.append(window)
    return tuple(joined)


def days(calendar: Calendar, first_on: date, last_on: date) -> Iterator[tuple[date, Windows]]:
    """Each date from first to last with its windows, closures and openings applied."""
    if calendar.before is not None:
        until_on, former = calendar.before
        yield from days(former, first_on, min(last_on, until_on - timedelta(days=1)))
        first_on = max(first_on, until_on)
    closures: dict[date, list[Windows]] = {}
    for closure in calendar.closures:
        closures.setdefault(closure.on, []).append(closure.stays_open)
    openings: dict[date, list[Window]] = {}
    for opening in calendar.openings:
        openings.setdefault(opening.on, []).extend(opening.windows)
    week = [merged(windows) for windows in calendar.week]
    for number in range((last_on - first_on).days + 1):
        on = first_on + timedelta(days=number)
        if on in openings:
            yield on, merged(openings[on])
        else:
            yield on, _within(week[on.weekday()], closures.get(on, ()))


def held_on(calendar: Calendar, on: date) -> Calendar:
    """The hours of that date: its own, or those that were held before."""
    while calendar.before is not None and on < calendar.before[0]:
        calendar = calendar.before[1]
    return calendar


def from_then_on(hours: Calendar, former: Calendar, *, on: date) -> Calendar:
    """These hours from a date on, and before it what was held until then."""
    while former.before is not None and on <= former.before[0]:
        former = former.before[1]  # it would be held on no day
    return replace(hours, before=(on, former))


def windows_on(calendar: Calendar, on: date) -> Windows:
    return next(days(calendar, on, on))[1]


def _within(windows: Windows, limits: Iterable[Windows]) -> Windows:
    for limit in limits:
        windows = tuple(
            Window(max(window.start_s, left.start_s), min(window.end_s, left.end_s))
            for window in windows
            for left in merged(limit)
            if max(window.start_s, left.start_s) < min(window.end_s, left.end_s)
        )
    return windows


def _seconds(hours: str, minutes: str, seconds: str | None) -> int:
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)


def _clock(wall_s: int) -> str:
    hours, rest = divmod(wall_s, 3600)
    text = f"{hours:02d}:{rest // 60:02d}"
    return f"{text}:{rest % 60:02d}" if rest % 60 else text
