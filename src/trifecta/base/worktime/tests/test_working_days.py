from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trifecta.base.worktime.calendar import Closure, office_hours, parse_window
from trifecta.base.worktime.errors import NeverReached
from trifecta.base.worktime.settling import settle
from trifecta.base.worktime.tests.reference import utc
from trifecta.base.worktime.working_days import Unit, add_working_days, deadline, end_of_day

BERLIN = replace(
    office_hours("Europe/Berlin", "09:00-12:00", "13:00-17:00"),
    closures=(
        Closure(date(2026, 6, 4), "Corpus Christi"),
        Closure(date(2026, 6, 12), "Summer feast", (parse_window("00:00-11:00"),)),
    ),
)
DESK = settle(BERLIN, date(2026, 1, 1), date(2026, 12, 31))
NIGHTS = settle(office_hours("Europe/Berlin", "22:00-06:00", days=range(4)), date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("unit", "amount", "due_at"),
    [
        (Unit.BUSINESS_SECONDS, 8 * 3600, "2026-06-02 13:00"),
        (Unit.WORKING_DAYS_SAME_TIME, 1, "2026-06-02 12:00"),
        (Unit.WORKING_DAYS_END_OF_DAY, 1, "2026-06-02 15:00"),
    ],
)
def test_one_day_means_three_things_and_each_is_said(unit, amount, due_at):
    assert deadline(DESK, utc("2026-06-01 12:00"), amount, unit=unit) == utc(due_at)


@pytest.mark.parametrize(
    ("opened_at", "days", "due_at"),
    [
        ("2026-06-01 08:30", 1, "2026-06-02 08:30"),
        ("2026-06-03 08:30", 1, "2026-06-05 08:30"),
        ("2026-06-05 08:30", 1, "2026-06-08 08:30"),
        ("2026-06-06 13:00", 1, "2026-06-09 07:00"),
        ("2026-06-05 18:00", 1, "2026-06-09 07:00"),
        ("2026-06-11 12:00", 1, "2026-06-12 09:00"),
        ("2026-06-01 08:30", 10, "2026-06-16 08:30"),
        ("2026-06-06 13:00", 0, "2026-06-08 07:00"),
    ],
)
def test_working_days_lead_to_the_same_time_of_an_open_day(opened_at, days, due_at):
    assert add_working_days(DESK, utc(opened_at), days) == utc(due_at)


def test_the_same_time_stays_the_same_on_the_wall_across_daylight_saving():
    assert add_working_days(DESK, utc("2026-03-27 09:00"), 1) == utc("2026-03-30 08:00")


def test_a_time_in_the_lunch_gap_of_the_target_day_is_the_end_of_its_morning():
    long_lunch = replace(
        BERLIN,
        closures=(Closure(date(2026, 6, 2), "Fire drill", (parse_window("00:00-10:00"), parse_window("15:00-24:00"))),),
    )
    settled = settle(long_lunch, date(2026, 6, 1), date(2026, 6, 30))

    assert add_working_days(settled, utc("2026-06-01 12:00"), 1) == utc("2026-06-02 08:00")


def test_a_time_before_the_target_days_opening_is_its_opening():
    late_start = replace(BERLIN, closures=(Closure(date(2026, 6, 2), "Late start", (parse_window("11:00-24:00"),)),))
    settled = settle(late_start, date(2026, 6, 1), date(2026, 6, 30))

    assert add_working_days(settled, utc("2026-06-01 07:30"), 1) == utc("2026-06-02 09:00")


@pytest.mark.parametrize(
    ("opened_at", "days_later", "due_at"),
    [
        ("2026-06-01 08:30", 0, "2026-06-01 15:00"),
        ("2026-06-01 14:59:59", 0, "2026-06-01 15:00"),
        ("2026-06-01 15:00", 0, "2026-06-02 15:00"),
        ("2026-06-03 08:30", 1, "2026-06-05 15:00"),
        ("2026-06-11 08:30", 1, "2026-06-12 09:00"),
    ],
)
def test_the_end_of_a_working_day_is_its_last_closing(opened_at, days_later, due_at):
    assert end_of_day(DESK, utc(opened_at), days_later=days_later) == utc(due_at)


def test_a_night_shift_is_one_working_day_also_after_midnight():
    in_mondays_night = utc("2026-06-02 01:00")

    assert add_working_days(NIGHTS, in_mondays_night, 1) == utc("2026-06-03 01:00")
    assert end_of_day(NIGHTS, in_mondays_night) == utc("2026-06-02 04:00")
    assert end_of_day(NIGHTS, utc("2026-06-04 22:00"), days_later=1) == utc("2026-06-09 04:00")


@pytest.mark.parametrize(
    ("window", "ends_at"), [("01:00-02:30", "2026-10-25 01:30"), ("02:00-03:00", "2026-10-25 02:00")]
)
def test_a_day_that_ends_in_the_repeated_hour_ends_when_its_time_is_shown_last(window, ends_at):
    nights = settle(office_hours("Europe/Berlin", window, days=range(7)), date(2026, 10, 1), date(2026, 10, 31))

    assert end_of_day(nights, utc("2026-10-24 12:00")) == utc(ends_at)


def test_a_day_cut_short_in_the_repeated_hour_is_due_when_its_closing_is_shown_last():
    cut_short = Closure(date(2026, 10, 25), "Works", (parse_window("00:00-02:30"),))
    nights = replace(office_hours("Europe/Berlin", "01:00-04:00", days=range(7)), closures=(cut_short,))
    settled = settle(nights, date(2026, 10, 1), date(2026, 10, 31))

    assert add_working_days(settled, utc("2026-10-24 01:30"), 1) == utc("2026-10-25 01:30")


def test_a_window_inside_the_missing_hour_makes_no_working_day():
    nights = settle(office_hours("Europe/Berlin", "02:10-02:50", days=range(7)), date(2026, 3, 1), date(2026, 3, 31))

    assert add_working_days(nights, utc("2026-03-28 01:20"), 1) == utc("2026-03-30 00:20")


def test_a_date_the_zone_skipped_is_no_working_day():
    apia = settle(office_hours("Pacific/Apia", "09:00-17:00"), date(2011, 12, 26), date(2012, 1, 6))

    assert end_of_day(apia, utc("2011-12-29 20:00"), days_later=1) == utc("2012-01-02 03:00")


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS_SAME_TIME, Unit.WORKING_DAYS_END_OF_DAY])
def test_more_working_days_than_are_settled_end_in_an_error_and_not_in_a_loop(unit):
    with pytest.raises(NeverReached, match="400 working days after 2026-06-01 lie beyond 2026-12-31"):
        deadline(DESK, utc("2026-06-01 08:30"), 400, unit=unit)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="-1 working days are negative"):
        add_working_days(DESK, utc("2026-06-01 08:30"), -1)
