"""Open time and targets in days, by looking at the wall clock: base/worktime must say the same."""

from __future__ import annotations

from random import Random

import pytest

from trifecta.base.worktime import arithmetic, zones
from trifecta.base.worktime.errors import CannotCompute
from trifecta.base.worktime.settling import SettledTime, settle
from trifecta.base.worktime.working_days import Unit, deadline
from trifecta.promises.terms import Target
from trifecta.promises.tests.lives.worlds import world_number
from trifecta.promises.tests.reference.hours import Looked

DAYS = (Unit.WORKING_DAYS_SAME_TIME, Unit.WORKING_DAYS_END_OF_DAY)
WORLDS = (0, 3, 6)


def both(world: int, calendar: int) -> tuple[Looked, SettledTime]:
    around = world_number(world)
    hours = around.calendars[calendar]
    return Looked(hours, around.first_on, around.last_on), settle(hours, around.first_on, around.last_on)


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("calendar", [1, 2])
def test_so_much_is_open_and_is_reached_then(world, calendar):
    looked, settled = both(world, calendar)
    draw = Random(world)

    assert (looked.start_s, looked.end_s) == (settled.first_hour * 3600, settled.end_s)
    for _ in range(200):
        start, end = (draw.randrange(looked.start_s, looked.end_s) for _ in range(2))
        seconds = draw.choice([0, 1, 100, 3600, 20_000, 100_000, 500_000])
        a, b = zones.at_second(start), zones.at_second(end)
        assert looked.between(start, end) == arithmetic.worked_between(settled, a, b)
        assert looked.reached(start, seconds) == second(settled, start, seconds, unit=Unit.BUSINESS_SECONDS)


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("calendar", [1, 2])
def test_working_days_are_as_many_open_seconds(world, calendar):
    looked, settled = both(world, calendar)
    draw = Random(world)

    for _ in range(100):
        start, amount, unit = draw.randrange(looked.start_s, looked.end_s), draw.randrange(6), draw.choice(DAYS)
        due = second(settled, start, amount, unit=unit)
        target_s = None if due is None else looked.between(start, due)
        assert looked.target_s(start, Target(amount, unit)) == target_s


def second(settled: SettledTime, start: int, amount: int, *, unit: Unit) -> int | None:
    try:
        return zones.epoch_s(deadline(settled, zones.at_second(start), amount, unit=unit))
    except CannotCompute:
        return None
