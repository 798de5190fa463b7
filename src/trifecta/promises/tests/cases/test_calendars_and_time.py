"""Cases 1 to 16 at a clock; the arithmetic itself is tested beside it, in base/worktime."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trifecta.base.worktime.calendar import Closure, Opening, office_hours, parse_window
from trifecta.base.worktime.settling import settle
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.clocks.results import State
from trifecta.promises.terms import Target
from trifecta.promises.tests.cases import case
from trifecta.promises.tests.cases.tale import (
    HOUR,
    RESOLUTION,
    due,
    fri,
    hours_of,
    mon,
    next_mon,
    next_tue,
    opened,
    resumed,
    run,
    sat,
    staff,
    thu,
    tue,
    waits,
    wed,
)

JUNE = date(2026, 6, 1), date(2026, 6, 30)


@case(1)
def test_a_lunch_gap_counts_nothing():
    read = run(staff(mon(11), opened()), by=hours_of(RESOLUTION, 2), at=mon(12, 30))

    assert (read.spent_s, due(read)) == (HOUR, mon(14))


@case(2)
def test_a_night_shift_counts_on_past_midnight():
    nights = settle(office_hours("Europe/Berlin", "22:00-06:00"), *JUNE)

    read = run(staff(mon(23), opened()), by=RESOLUTION, at=tue(5), hours=nights)

    assert (read.spent_s, due(read)) == (6 * HOUR, tue(23))


@case(3)
def test_a_desk_of_one_weekday_is_due_on_that_weekday():
    tuesdays = settle(office_hours("Europe/Berlin", "09:00-17:00", days=(1,)), *JUNE)

    read = run(staff(mon(9), opened()), by=hours_of(RESOLUTION, 10), at=fri(9), hours=tuesdays)

    assert (read.spent_s, due(read)) == (8 * HOUR, next_tue(11))


@case(6)
def test_the_same_hours_in_another_zone_give_another_deadline():
    new_york = settle(office_hours("America/New_York", "09:00-17:00"), *JUNE)

    read = run(staff(mon(9), opened()), by=hours_of(RESOLUTION, 1), at=mon(10), hours=new_york)

    assert (read.spent_s, due(read)) == (0, mon(16))


@case(9, 10)
def test_a_holiday_shifts_the_deadline_and_an_exceptional_opening_brings_it_back():
    office = office_hours("Europe/Berlin", "09:00-17:00")
    holiday = replace(office, closures=(Closure(date(2026, 6, 4), "Corpus Christi"),))
    opened_anyway = replace(holiday, openings=(Opening(date(2026, 6, 4), (parse_window("10:00-12:00"),), "Release"),))

    deadlines = [
        due(run(staff(wed(16), opened()), by=hours_of(RESOLUTION, 2), at=wed(16), hours=settle(calendar, *JUNE)))
        for calendar in (office, holiday, opened_anyway)
    ]

    assert deadlines == [thu(10), fri(10), thu(11)]


@case(12)
@pytest.mark.parametrize("target", [Target(2000 * HOUR), Target(200, Unit.WORKING_DAYS_END_OF_DAY)])
def test_a_target_beyond_the_horizon_is_unknown_and_says_why(target):
    read = run(staff(mon(9), opened()), by=replace(RESOLUTION, target=target), at=mon(10))

    assert (read.state, read.due, read.spent_s) == (State.UNKNOWN, None, HOUR)
    assert "cannot be computed" in read.unknown.template


@case(13)
def test_a_clock_is_exact_to_the_second_over_many_short_stretches():
    told = [staff(mon(9), opened())]
    for minute in range(0, 50, 2):
        told += [staff(mon(9, minute, 31), waits()), staff(mon(9, minute + 1, 2), resumed)]

    read = run(*told, by=RESOLUTION, at=mon(10))

    assert (read.paused_s, read.spent_s) == (25 * 31, HOUR - 25 * 31)


@case(14)
@pytest.mark.parametrize(
    ("opened_at", "due_at"),
    [
        (mon(7), mon(11)),
        (mon(9), mon(11)),
        (mon(10, 30), mon(13, 30)),
        (mon(12), mon(15)),
        (mon(17), tue(11)),
        (fri(20), next_mon(11)),
        (sat(12), next_mon(11)),
    ],
)
def test_a_ticket_of_any_hour_is_due_two_open_hours_later(opened_at, due_at):
    assert due(run(staff(opened_at, opened()), by=hours_of(RESOLUTION, 2), at=opened_at)) == due_at


@case(15)
@pytest.mark.parametrize(
    ("unit", "amount", "due_at", "target_s"),
    [
        (Unit.BUSINESS_SECONDS, 7 * HOUR, tue(11), 7 * HOUR),
        (Unit.WORKING_DAYS_SAME_TIME, 1, tue(11), 7 * HOUR),
        (Unit.WORKING_DAYS_END_OF_DAY, 1, tue(17), 12 * HOUR),
    ],
)
def test_a_day_is_one_of_three_units_and_becomes_seconds_once(unit, amount, due_at, target_s):
    in_days = replace(RESOLUTION, target=Target(amount, unit))

    read = run(staff(mon(11), opened()), by=in_days, at=mon(11))
    paused = run(staff(mon(11), opened()), staff(mon(13), waits()), staff(mon(15), resumed), by=in_days, at=mon(15))

    assert (due(read), read.target_s) == (due_at, target_s)
    assert (paused.target_s, paused.paused_s) == (target_s, 2 * HOUR)
    assert due(paused) == (tue(14) if due_at == tue(11) else wed(11))
