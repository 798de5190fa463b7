"""Business time as a child would count it: look at the wall clock at every step. Shares no code with what it checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from trifecta.base.worktime.calendar import Calendar


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def worked_by_looking(calendar: Calendar, a: datetime, b: datetime, *, step: timedelta) -> int:
    """Open seconds between two instants, exact where windows and instants are multiples of the step."""
    is_open = looker(calendar)
    return sum(int(step.total_seconds()) for at in _steps(a, b, step) if is_open(at))


def looker(calendar: Calendar) -> Callable[[datetime], bool]:
    with (files("tzdata") / "zoneinfo" / calendar.zone).open("rb") as rules:
        zone = ZoneInfo.from_file(rules)

    def is_open(at: datetime) -> bool:
        shown = at.astimezone(zone)
        second = shown.hour * 3600 + shown.minute * 60 + shown.second
        today = shown.date()
        return any(_happens_on(calendar, today - timedelta(days=back), second + back * 86_400) for back in range(3))

    return is_open


def _happens_on(calendar: Calendar, on: date, second: int) -> bool:
    if calendar.before is not None and on < calendar.before[0]:
        return _happens_on(calendar.before[1], on, second)
    openings = [opening for opening in calendar.openings if opening.on == on]
    if openings:
        return any(w.start_s <= second < w.end_s for opening in openings for w in opening.windows)
    regular = any(w.start_s <= second < w.end_s for w in calendar.week[on.weekday()])
    return regular and all(
        any(w.start_s <= second < w.end_s for w in closure.stays_open)
        for closure in calendar.closures
        if closure.on == on
    )


def _steps(a: datetime, b: datetime, step: timedelta) -> Iterator[datetime]:
    while a < b:
        yield a
        a += step
