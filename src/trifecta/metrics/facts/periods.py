"""Days, weeks, months and quarters counted through, and the instants at which they end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby

import numpy as np

from trifecta.base.worktime import zones
from trifecta.metrics.facts.columns import NONE, Ints

EPOCH_ON = date(1970, 1, 1)
TO_MONDAY = 3
"""Days from 1970-01-01, a Thursday, back to the Monday of its week."""
LONGEST = 92
Row = tuple[str, int, int, int, int, int]

NUMBER_OF: Mapping[str, Callable[[int], int]] = {
    "day": lambda day: day,
    "week": lambda day: (day + TO_MONDAY) // 7,
    "month": lambda day: date_of(day).year * 12 + date_of(day).month - 1,
    "quarter": lambda day: date_of(day).year * 4 + (date_of(day).month - 1) // 3,
}
"""The number of the period in which a day lies; days are counted from 1970."""


def date_of(day: int) -> date:
    return EPOCH_ON + timedelta(days=day)


def day_of(at: datetime, zone: str) -> int:
    """The local day of an instant."""
    return (at.astimezone(zones.zone(zone)).date() - EPOCH_ON).days


def instants(first_day: int, *, as_of: datetime, zone: str) -> Iterator[Row]:
    """
    The rows of the fact `instants`, dates as days: when stock is taken.

    >>> from datetime import UTC
    >>> at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    >>> for period, number, starts_on, _last_day, _ends_s, told_days in instants(20453, as_of=at, zone="UTC"):
    ...     print(period, number, date_of(starts_on), told_days)
    day 20453 2025-12-31 1
    day 20454 2026-01-01 2
    week 2922 2025-12-29 2
    month 24311 2025-12-01 1
    month 24312 2026-01-01 2
    quarter 8103 2025-10-01 1
    quarter 8104 2026-01-01 2
    """
    today, now_s = day_of(as_of, zone), zones.epoch_s(as_of)
    tz = zones.zone(zone)
    for period, number_of in NUMBER_OF.items():
        for number, within in groupby(range(first_day - LONGEST, today + 1), key=number_of):
            first, *_between, last = [*within] * 2
            if last >= first_day:
                ends_s = now_s if last == today else zones.second_of(tz, zones.wall_s(date_of(last + 1)))
                yield period, number, first, last, ends_s, last - first_day + 1


class Numbered:
    """The numbers of the periods of days, looked up."""

    def __init__(self, first_day: int, today: int) -> None:
        self._first_day = first_day
        days = range(first_day, today + 1)
        self._numbers = {period: np.array([*map(of, days), of(today) + 1]) for period, of in NUMBER_OF.items()}

    def of(self, day: Ints) -> dict[str, Ints]:
        """By period; of NONE, the number after the present one."""
        return {
            period: numbers[np.where(day == NONE, NONE, day - self._first_day)]
            for period, numbers in self._numbers.items()
        }
