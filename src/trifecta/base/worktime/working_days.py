"""
Targets in days. What "one day" means is said by one of three units, never assumed.

A moment outside open time counts as the next opening, so that a ticket of Saturday is one of Monday morning. A working
day is a date on which at least one window really happens; a window past midnight belongs to the date it starts on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from trifecta.base.text import N_
from trifecta.base.worktime import arithmetic, zones
from trifecta.base.worktime.calendar import Windows, windows_on
from trifecta.base.worktime.errors import NeverReached
from trifecta.base.worktime.settling import SettledTime

DAY_S = 86_400


class Unit(StrEnum):
    """How a target's amount is meant."""

    BUSINESS_SECONDS = "business_seconds"
    WORKING_DAYS_SAME_TIME = "working_days_same_time"
    WORKING_DAYS_END_OF_DAY = "working_days_end_of_day"


def deadline(settled: SettledTime, a: datetime, amount: int, *, unit: Unit) -> datetime:
    """When a target of this amount, begun at `a`, is due. Raises CannotCompute."""
    return zones.at_second(due_second(settled, zones.epoch_s(a), amount, unit=unit))


def due_second(settled: SettledTime, start_s: int, amount: int, *, unit: Unit) -> int:
    """`deadline` for who counts in seconds since 1970."""
    match unit:
        case Unit.BUSINESS_SECONDS:
            return arithmetic.reached(settled, start_s, amount)
        case Unit.WORKING_DAYS_SAME_TIME:
            return _same_time(settled, start_s, amount)
        case Unit.WORKING_DAYS_END_OF_DAY:
            return _end_of_day(settled, start_s, amount)
        case _:
            assert_never(unit)


def add_working_days(settled: SettledTime, a: datetime, days: int) -> datetime:
    """
    The same wall time that many working days later.

    Where that day is closed at that time, the last open moment before it, or the day's opening if there is none.
    """
    return zones.at_second(_same_time(settled, zones.epoch_s(a), days))


def end_of_day(settled: SettledTime, a: datetime, *, days_later: int = 0) -> datetime:
    """When the working day of `a` closes, or a working day that many later."""
    return zones.at_second(_end_of_day(settled, zones.epoch_s(a), days_later))


def _same_time(settled: SettledTime, start_s: int, days: int) -> int:
    day, wall_s = _place_on_wall(settled, arithmetic.next_open_second(settled, start_s))
    due_day, windows = _working_day(settled, day, days_later=days)
    window = windows[0]
    for later in windows:
        window = later if later.start_s <= wall_s else window
    closes = wall_s >= window.end_s
    shown = window.end_s if closes else max(wall_s, window.start_s)
    return _settled_second(settled, zones.second_of(_zone(settled), due_day * DAY_S + shown, latest=closes))


def _end_of_day(settled: SettledTime, start_s: int, days_later: int) -> int:
    day, _ = _place_on_wall(settled, arithmetic.next_open_second(settled, start_s))
    due_day, windows = _working_day(settled, day, days_later=days_later)
    closes = due_day * DAY_S + windows[-1].end_s
    return _settled_second(settled, zones.second_of(_zone(settled), closes, latest=True))


def _place_on_wall(settled: SettledTime, second: int) -> tuple[int, int]:
    """The working day of an open second, in days since 1970, and its wall clock in seconds since that midnight."""
    today, wall_s = divmod(second + zones.offset_at(_zone(settled), second), DAY_S)
    for back in range(3):
        shown = wall_s + back * DAY_S
        for window in _windows_on(settled, today - back):
            if window.start_s <= shown < window.end_s:
                return today - back, shown
    raise AssertionError("an open instant lies inside a window")


def _working_day(settled: SettledTime, day: int, *, days_later: int) -> tuple[int, Windows]:
    if days_later < 0:
        raise ValueError(f"{days_later} working days are negative; count them forward")
    left = days_later
    for due_day in range(day, zones.wall_s(settled.last_on) // DAY_S + 1):
        windows = _windows_that_happen(settled, due_day)
        if windows and left == 0:
            return due_day, windows
        left -= bool(windows)
    raise NeverReached(
        N_("Business time cannot be computed: {days} working days after {on} lie beyond {last_on}."),
        days=days_later,
        on=_date(day),
        last_on=settled.last_on,
    )


@lru_cache(maxsize=4096)
def _windows_on(settled: SettledTime, day: int) -> Windows:
    return windows_on(settled.calendar, _date(day))


@lru_cache(maxsize=4096)
def _windows_that_happen(settled: SettledTime, day: int) -> Windows:
    """A window may fall into the hour, or in a few places the day, that the zone skips."""
    tz, midnight = _zone(settled), day * DAY_S
    return tuple(
        window
        for window in _windows_on(settled, day)
        if zones.second_of(tz, midnight + window.start_s) < zones.second_of(tz, midnight + window.end_s, latest=True)
    )


def _settled_second(settled: SettledTime, second: int) -> int:
    settled.place_of(second)
    return second


def _date(day: int) -> date:
    return zones.EPOCH.date() + timedelta(days=day)


def _zone(settled: SettledTime) -> ZoneInfo:
    return zones.zone(settled.calendar.zone)
