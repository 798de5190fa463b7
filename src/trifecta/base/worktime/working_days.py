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


class Unit(StrEnum):
    """How a target's amount is meant."""

    BUSINESS_SECONDS = "business_seconds"
    WORKING_DAYS_SAME_TIME = "working_days_same_time"
    WORKING_DAYS_END_OF_DAY = "working_days_end_of_day"


def deadline(settled: SettledTime, a: datetime, amount: int, *, unit: Unit) -> datetime:
    """When a target of this amount, begun at `a`, is due. Raises CannotCompute."""
    match unit:
        case Unit.BUSINESS_SECONDS:
            return arithmetic.add(settled, a, amount)
        case Unit.WORKING_DAYS_SAME_TIME:
            return add_working_days(settled, a, amount)
        case Unit.WORKING_DAYS_END_OF_DAY:
            return end_of_day(settled, a, days_later=amount)
        case _:
            assert_never(unit)


def add_working_days(settled: SettledTime, a: datetime, days: int) -> datetime:
    """
    The same wall time that many working days later.

    Where that day is closed at that time, the last open moment before it, or the day's opening if there is none.
    """
    on, wall_s = _place_on_wall(settled, arithmetic.next_open(settled, a))
    due_on, windows = _working_day(settled, on, days_later=days)
    window = next((each for each in reversed(windows) if each.start_s <= wall_s), windows[0])
    closes = wall_s >= window.end_s
    shown = window.end_s if closes else max(wall_s, window.start_s)
    return _settled_instant(settled, zones.second_of(_zone(settled), zones.wall_s(due_on, shown), latest=closes))


def end_of_day(settled: SettledTime, a: datetime, *, days_later: int = 0) -> datetime:
    """When the working day of `a` closes, or a working day that many later."""
    on, _ = _place_on_wall(settled, arithmetic.next_open(settled, a))
    due_on, windows = _working_day(settled, on, days_later=days_later)
    closes = zones.wall_s(due_on, windows[-1].end_s)
    return _settled_instant(settled, zones.second_of(_zone(settled), closes, latest=True))


def _place_on_wall(settled: SettledTime, at: datetime) -> tuple[date, int]:
    """The working date of an open instant and what its wall clock shows, in seconds since that date's midnight."""
    shown = at.astimezone(_zone(settled))
    today = shown.date()
    wall_s = shown.hour * 3600 + shown.minute * 60 + shown.second
    for back in range(3):
        on = today - timedelta(days=back)
        second = wall_s + back * 86_400
        if any(window.start_s <= second < window.end_s for window in _windows_on(settled, on)):
            return on, second
    raise AssertionError("an open instant lies inside a window")


def _working_day(settled: SettledTime, on: date, *, days_later: int) -> tuple[date, Windows]:
    if days_later < 0:
        raise ValueError(f"{days_later} working days are negative; count them forward")
    left = days_later
    for number in range((settled.last_on - on).days + 1):
        due_on = on + timedelta(days=number)
        windows = _windows_that_happen(settled, due_on)
        if windows and left == 0:
            return due_on, windows
        left -= bool(windows)
    raise NeverReached(
        N_("Business time cannot be computed: {days} working days after {on} lie beyond {last_on}."),
        days=days_later,
        on=on,
        last_on=settled.last_on,
    )


@lru_cache(maxsize=4096)
def _windows_on(settled: SettledTime, on: date) -> Windows:
    return windows_on(settled.calendar, on)


@lru_cache(maxsize=4096)
def _windows_that_happen(settled: SettledTime, on: date) -> Windows:
    """A window may fall into the hour, or in a few places the day, that the zone skips."""
    tz = _zone(settled)
    return tuple(
        window
        for window in _windows_on(settled, on)
        if zones.second_of(tz, zones.wall_s(on, window.start_s))
        < zones.second_of(tz, zones.wall_s(on, window.end_s), latest=True)
    )


def _settled_instant(settled: SettledTime, second: int) -> datetime:
    settled.place_of(second)
    return zones.at_second(second)


def _zone(settled: SettledTime) -> ZoneInfo:
    return zones.zone(settled.calendar.zone)
