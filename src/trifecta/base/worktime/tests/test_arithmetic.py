from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from trifecta.base.worktime.arithmetic import add, is_open, next_open, subtract, worked_between
from trifecta.base.worktime.calendar import Closure, always_open, office_hours
from trifecta.base.worktime.errors import BeyondHorizon, CannotCompute, NeverReached
from trifecta.base.worktime.settling import settle
from trifecta.base.worktime.tests.reference import utc

HOUR = 3600
DESK = settle(
    replace(office_hours("UTC", "09:00-12:00", "13:00-17:00"), closures=(Closure(date(2026, 6, 3)),)),
    date(2026, 6, 1),
    date(2026, 6, 30),
)


@pytest.mark.parametrize(
    ("moment", "opened_at", "due_at"),
    [
        ("before opening", "2026-06-01 07:10", "2026-06-01 11:00"),
        ("inside", "2026-06-01 09:30", "2026-06-01 11:30"),
        ("exactly at the start", "2026-06-01 09:00", "2026-06-01 11:00"),
        ("in the lunch gap", "2026-06-01 12:20", "2026-06-01 15:00"),
        ("exactly at the end", "2026-06-01 17:00", "2026-06-02 11:00"),
        ("after hours", "2026-06-01 22:00", "2026-06-02 11:00"),
        ("on a holiday", "2026-06-03 10:00", "2026-06-04 11:00"),
        ("at the weekend", "2026-06-06 10:00", "2026-06-08 11:00"),
    ],
)
def test_a_ticket_opened_at_any_moment_is_due_after_two_open_hours(moment, opened_at, due_at):
    assert add(DESK, utc(opened_at), 2 * HOUR) == utc(due_at)
    assert worked_between(DESK, utc(opened_at), utc(due_at)) == 2 * HOUR


def test_a_target_that_fills_the_day_is_due_at_closing_and_not_next_morning():
    assert add(DESK, utc("2026-06-01 09:00"), 7 * HOUR) == utc("2026-06-01 17:00")


def test_a_target_is_spread_over_days_and_across_the_holiday():
    assert add(DESK, utc("2026-06-01 16:00"), 9 * HOUR) == utc("2026-06-04 10:00")


def test_a_calendar_of_tuesdays_alone_counts_only_tuesdays():
    tuesdays = settle(office_hours("UTC", "09:00-17:00", days=[1]), date(2026, 6, 1), date(2026, 6, 30))

    assert add(tuesdays, utc("2026-06-01 10:00"), 4 * HOUR) == utc("2026-06-02 13:00")
    assert add(tuesdays, utc("2026-06-02 15:00"), 4 * HOUR) == utc("2026-06-09 11:00")


def test_a_target_of_nothing_is_due_at_once_also_at_night():
    assert add(DESK, utc("2026-06-01 23:00"), 0) == utc("2026-06-01 23:00")


def test_seconds_are_exact_and_never_rounded_by_day():
    assert worked_between(DESK, utc("2026-06-01 16:59:59"), utc("2026-06-04 09:00:01")) == 1 + 7 * HOUR + 1
    assert add(DESK, utc("2026-06-01 16:59:59"), 2) == utc("2026-06-02 09:00:01")


def test_a_fraction_of_a_second_is_dropped_at_both_ends():
    start, end = utc("2026-06-01 09:00:00.900000"), utc("2026-06-01 09:00:02.100000")

    assert worked_between(DESK, start, end) == 2
    assert add(DESK, start, 2) == utc("2026-06-01 09:00:02")
    assert worked_between(DESK, utc("2026-06-01 09:00:00.100000"), start) == 0


def test_measuring_backwards_is_negative():
    assert worked_between(DESK, utc("2026-06-01 11:00"), utc("2026-06-01 09:30")) == -90 * 60


def test_an_offset_before_a_deadline_is_counted_in_open_time():
    assert subtract(DESK, utc("2026-06-02 10:00"), 2 * HOUR) == utc("2026-06-01 16:00")
    assert subtract(DESK, utc("2026-06-02 10:00"), HOUR) == utc("2026-06-02 09:00")
    assert subtract(DESK, utc("2026-06-02 22:00"), 0) == utc("2026-06-02 22:00")


def test_an_offset_before_the_settled_time_cannot_be_computed():
    with pytest.raises(BeyondHorizon, match="lie before 2026-06-01"):
        subtract(DESK, utc("2026-06-01 10:00"), 2 * HOUR)


def test_a_target_longer_than_the_settled_time_ends_in_an_error_and_not_in_a_loop():
    with pytest.raises(NeverReached) as never:
        add(DESK, utc("2026-06-30 16:00"), HOUR + 1)

    assert isinstance(never.value, CannotCompute)
    assert str(never.value) == (
        "Business time cannot be computed: 3601 open seconds after 2026-06-30T16:00:00+00:00 lie beyond 2026-06-30."
    )


def test_the_last_settled_closing_time_is_still_reached():
    assert add(DESK, utc("2026-06-30 16:00"), HOUR) == utc("2026-06-30 17:00")


def test_around_the_clock_the_end_of_the_settled_time_is_no_answer():
    june = settle(always_open(), date(2026, 6, 1), date(2026, 6, 30))

    assert add(june, utc("2026-06-30 00:00"), 24 * HOUR - 1) == utc("2026-06-30 23:59:59")
    with pytest.raises(NeverReached):
        add(june, utc("2026-06-30 00:00"), 24 * HOUR)


def test_a_negative_target_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="-1 s is negative"):
        add(DESK, utc("2026-06-01 10:00"), -1)


def test_an_instant_without_a_zone_is_a_fault_of_the_caller():
    with pytest.raises(TypeError):
        worked_between(DESK, datetime(2026, 6, 1), datetime(2026, 6, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "open_now", "opens_at"),
    [
        ("2026-06-01 08:59:59", False, "2026-06-01 09:00"),
        ("2026-06-01 09:00", True, "2026-06-01 09:00"),
        ("2026-06-01 11:59:59", True, "2026-06-01 11:59:59"),
        ("2026-06-01 12:00", False, "2026-06-01 13:00"),
        ("2026-06-02 17:00", False, "2026-06-04 09:00"),
    ],
)
def test_an_opening_is_open_and_a_closing_is_not(at, open_now, opens_at):
    assert is_open(DESK, utc(at)) is open_now
    assert next_open(DESK, utc(at)) == utc(opens_at)


def test_several_windows_within_an_hour_are_told_apart():
    shifts = settle(office_hours("UTC", "09:05-09:20", "09:40-09:50"), date(2026, 6, 1), date(2026, 6, 2))

    assert next_open(shifts, utc("2026-06-01 09:20")) == utc("2026-06-01 09:40")
    assert add(shifts, utc("2026-06-01 09:00"), 15 * 60) == utc("2026-06-01 09:20")
    assert add(shifts, utc("2026-06-01 09:00"), 15 * 60 + 1) == utc("2026-06-01 09:40:01")
    assert subtract(shifts, utc("2026-06-01 09:50"), 10 * 60) == utc("2026-06-01 09:40")
    assert worked_between(shifts, utc("2026-06-01 09:10"), utc("2026-06-01 09:45")) == 15 * 60


def test_no_further_opening_cannot_be_computed():
    with pytest.raises(NeverReached, match="does not open again before 2026-06-30 ends"):
        next_open(DESK, utc("2026-06-30 17:00"))
