"""Worlds about the dates on which wall clocks jump."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

from trifecta.base.worktime.calendar import (
    Calendar,
    Closure,
    Opening,
    always_open,
    from_then_on,
    office_hours,
    parse_window,
)
from trifecta.promises.tests.reference.world import World

TEAMS = (1, 2, 3)
SITES = (1, 2, 3)
CUSTOMERS = (7, 8)
BEFORE, AFTER = 6, 24
"""Days that are settled about the odd date; a life begins after the first two of them."""

_DATES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/St_Johns", date(2026, 3, 8)),
    ("Asia/Kolkata", date(2026, 8, 15)),
    ("UTC", date(2026, 6, 1)),
]
_OTHER_ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "UTC"]
_HOURS = [
    ("09:00-17:00",),
    ("08:00-12:00", "13:00-17:00"),
    ("09:00-12:30", "12:30-18:00"),
    ("22:00-06:00",),
    ("00:00-24:00",),
    ("01:00-04:00", "10:00-16:00"),
    ("02:15-02:45", "09:00-11:00", "11:05-15:00"),
    ("09:00:10-11:59:50", "13:00-16:30:20"),
    ("18:00-24:00",),
]


@cache
def world_number(number: int) -> World:
    draw = Random(f"world {number}")
    zone, about = _DATES[number % len(_DATES)]
    calendars = {
        1: _calendar(draw, zone, about),
        2: _calendar(draw, draw.choice(_OTHER_ZONES), about),
        3: draw.choice([always_open(zone), _calendar(draw, zone, about)]),
    }
    return World(
        first_on=about - timedelta(days=BEFORE),
        last_on=about + timedelta(days=AFTER),
        calendars=calendars,
        desk=1,
        teams={1: None, 2: 2, 3: 3},
        sites={1: None, 2: draw.choice(_OTHER_ZONES), 3: zone},
        customers={7: 1, 8: None},
    )


def _calendar(draw: Random, zone: str, about: date) -> Calendar:
    days = draw.choice([range(5), range(7), range(6), (1,), (0, 2, 3, 6)])
    regular = office_hours(zone, *draw.choice(_HOURS), days=days)
    near = [about + timedelta(days=number) for number in range(-3, 9)]
    closed = draw.sample(near, 3)
    closures = [Closure(closed[0]), Closure(closed[1], "", (parse_window("00:00-11:30"),))][: draw.randrange(3)]
    openings = [Opening(closed[2], (parse_window("10:00-14:00"),))][: draw.randrange(2)]
    hours = Calendar(zone, regular.week, tuple(closures), tuple(openings))
    if draw.random() < 0.7:
        return hours
    former = office_hours(zone, *draw.choice(_HOURS), days=days)
    return from_then_on(hours, former, on=draw.choice(near))
