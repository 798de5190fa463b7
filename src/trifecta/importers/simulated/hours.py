"""Working hours as seconds since 1970: when a team or a site is there, and how much of its time has passed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

import holidays

DAY_S = 86_400
HOUR_S = 3_600


class Hours:
    """Open windows in order. Beyond the last one, time counts as open, so that nothing waits for ever."""

    __slots__ = ("_ends", "_starts", "_worked")

    def __init__(self, windows: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in windows]
        self._ends = [end for _, end in windows]
        self._worked = [0, *accumulate(end - start for start, end in windows)]

    def is_open(self, at: int) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]

    def worked(self, at: int) -> int:
        """Open seconds from the first window to `at`."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return 0
        return self._worked[index] + min(at, self._ends[index]) - self._starts[index]

    def between(self, start: int, end: int) -> int:
        return self.worked(end) - self.worked(start)

    def after(self, at: int, open_s: int) -> int:
        """The instant at which `open_s` open seconds have passed since `at`."""
        goal = self.worked(at) + open_s
        index = bisect_right(self._worked, goal) - 1
        if index >= len(self._starts):
            return max(at, self._ends[-1]) + goal - self._worked[-1]
        return self._starts[index] + goal - self._worked[index]


def weekly(days: list[date], zone: ZoneInfo, *, opens: float, closes: float, free: frozenset[date]) -> Hours:
    """Monday to Friday from `opens` to `closes` local time (8.5 is half past eight), except on the days in `free`."""
    worked = [day for day in days if day.weekday() < 5 and day not in free]
    return Hours([(local(day, opens, zone), local(day, closes, zone)) for day in worked])


def local(day: date, hour: float, zone: ZoneInfo) -> int:
    """The instant of a local wall time."""
    wall = datetime.combine(day, time(int(hour), round(hour % 1 * 60)), tzinfo=zone)
    return int(wall.timestamp())


def days_between(first: date, last: date) -> Iterator[date]:
    """Both included."""
    for index in range((last - first).days + 1):
        yield first + timedelta(days=index)


def public_holidays(country: str, first: date, last: date) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=range(first.year, last.year + 1)))


def instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
