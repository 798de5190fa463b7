"""
From an instant to the desk's local day and to business time: one look at its UTC hour, and a clamp.

Beyond the horizon of a calendar the business time is NONE, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trifecta.base.worktime import zones
from trifecta.metrics.facts.columns import NONE, Columns, Ints, at, places_of
from trifecta.metrics.facts.periods import Numbered

HOUR_S, DAY_S, MICRO = 3600, 86_400, 1_000_000
SPANS = range(1, 5)
HOURS = ("calendar", "hour", "cum_open_s", *(f"{end}_{number}" for number in SPANS for end in ("from", "to")))
"""Columns of the store's settled business time."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The desk's offset from UTC at the beginning of each hour."""

    first_hour: int
    offset_s: Ints

    @classmethod
    def of(cls, name: str, *, first_s: int, last_s: int) -> Zone:
        first, end = first_s // HOUR_S, last_s // HOUR_S + 1
        offset_s = np.zeros(end - first, np.int64)
        for from_s, to_s, stretch_s in zones.stretches(zones.zone(name), first * HOUR_S, end * HOUR_S):
            offset_s[-(-from_s // HOUR_S) - first : -(-to_s // HOUR_S) - first] = stretch_s
        return cls(first, offset_s)

    def day(self, instant_us: Ints) -> Ints:
        """The local day, counted from 1970."""
        second = instant_us // MICRO
        hours = np.clip(second // HOUR_S - self.first_hour, 0, self.offset_s.size - 1)
        return np.where(instant_us == NONE, NONE, (second + self.offset_s[hours]) // DAY_S)


class BusinessTime:
    """Settled hours, calendar by calendar. hours: the columns HOURS."""

    def __init__(self, hours: Columns) -> None:
        order = np.lexsort((hours["hour"], hours["calendar"]))
        self._hour, self._cum_open_s = hours["hour"][order], hours["cum_open_s"][order]
        ends = [(hours[f"from_{number}"][order], hours[f"to_{number}"][order]) for number in SPANS]
        self._spans = [(opens, closes) for opens, closes in ends if (closes != NONE).any()]
        """An unused span has no length: both its ends are NONE."""
        self._calendars, self._first, self._count = np.unique(
            hours["calendar"][order], return_index=True, return_counts=True
        )

    def worked_s(self, instant_us: Ints, calendar: Ints) -> Ints:
        """Business seconds up to the instants, each on its calendar."""
        second = instant_us // MICRO
        places = np.where(instant_us == NONE, NONE, self._places(second // HOUR_S, calendar))
        into = second % HOUR_S
        worked = at(self._cum_open_s, places)
        for opens, closes in self._spans:
            opened = at(opens, places)
            worked += np.clip(into - opened, 0, at(closes, places) - opened)
        return np.where(places == NONE, NONE, worked)

    def between_s(self, start_us: Ints, end_us: Ints, calendar: Ints) -> Ints:
        """Business seconds from start to end; NONE where one is unknown, or the end lies before the start."""
        start, end = self.worked_s(start_us, calendar), self.worked_s(end_us, calendar)
        return np.where((start == NONE) | (end < start), NONE, end - start)

    def _places(self, hour: Ints, calendar: Ints) -> Ints:
        known = places_of(calendar, self._calendars)
        within = hour - at(self._hour[self._first], known)
        is_settled = (known != NONE) & (within >= 0) & (within < at(self._count, known))
        return np.where(is_settled, at(self._first, known) + within, NONE)


@dataclass(frozen=True, slots=True)
class Times:
    """now_us: when the log was read."""

    zone: Zone
    business: BusinessTime
    numbered: Numbered
    now_us: int

    def since_s(self, instant_us: Ints) -> Ints:
        """Elapsed seconds until now."""
        return np.where(instant_us == NONE, NONE, (self.now_us - instant_us) // MICRO)
