from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from trifecta.base.worktime import zones
from trifecta.base.worktime.arithmetic import worked_between
from trifecta.base.worktime.calendar import Calendar, Closure, Opening, always_open, office_hours, parse_window, week_of
from trifecta.base.worktime.errors import BeyondHorizon, CalendarRefused, CannotCompute, NeverOpen
from trifecta.base.worktime.settling import UNUSED, restored, settle
from trifecta.base.worktime.tests.reference import utc

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
EVERY_DAY = range(7)


def open_s(calendar, on):
    """Open seconds of one local date."""
    settled = settle(calendar, on - timedelta(days=2), on + timedelta(days=2))
    tz = zones.zone(calendar.zone)
    start, end = (zones.second_of(tz, zones.wall_s(on + timedelta(days=number))) for number in (0, 1))
    return worked_between(settled, zones.at_second(start), zones.at_second(end))


def spans(settled, at):
    place, _ = settled.place_of(zones.epoch_s(utc(at)))
    return [column[place] for column in settled.spans if column[place] != UNUSED]


def test_rows_carry_the_sum_before_each_hour_and_the_spans_inside_it():
    settled = settle(office_hours("UTC", "09:30-10:15", "10:30-10:45"), date(2026, 6, 1), date(2026, 6, 1))

    nine = zones.epoch_s(utc("2026-06-01 09:00")) // 3600
    rows = list(settled.rows())
    assert len(rows) == 24
    assert rows[9] == (nine, 0, 1800, 3600, *[None] * 6)
    assert rows[10] == (nine + 1, 1800, 0, 900, 1800, 2700, *[None] * 4)
    assert rows[11] == (nine + 2, 3600, *[None] * 8)
    assert settled.total_s == 3600


def test_the_time_across_the_missing_hour_of_spring_is_an_hour_shorter():
    assert open_s(office_hours("Europe/Berlin", "01:00-05:00", days=EVERY_DAY), SPRING) == 3 * 3600


def test_a_window_that_starts_in_the_missing_hour_starts_at_the_first_valid_instant():
    settled = settle(office_hours("Europe/Berlin", "02:30-05:00", days=EVERY_DAY), SPRING, SPRING)

    assert worked_between(settled, utc("2026-03-29 01:00"), utc("2026-03-29 03:00")) == 2 * 3600
    assert worked_between(settled, utc("2026-03-29 00:00"), utc("2026-03-29 01:00")) == 0


def test_a_window_inside_the_missing_hour_does_not_happen():
    assert open_s(office_hours("Europe/Berlin", "02:10-02:50", days=EVERY_DAY), SPRING) == 0


def test_the_repeated_hour_of_autumn_counts_twice():
    assert open_s(office_hours("Europe/Berlin", "01:00-05:00", days=EVERY_DAY), AUTUMN) == 5 * 3600
    assert open_s(office_hours("Europe/Berlin", "02:00-03:00", days=EVERY_DAY), AUTUMN) == 2 * 3600


def test_a_window_that_ends_in_the_repeated_hour_opens_again_when_the_wall_shows_its_time_again():
    settled = settle(office_hours("Europe/Berlin", "01:00-02:30", days=EVERY_DAY), AUTUMN, AUTUMN)

    assert spans(settled, "2026-10-25 00:00") == [0, 1800]
    assert spans(settled, "2026-10-25 01:00") == [0, 1800]


def test_a_day_around_the_clock_has_as_many_hours_as_the_zone_gives_it():
    around_the_clock = always_open("Europe/Berlin")

    assert [open_s(around_the_clock, on) // 3600 for on in (SPRING, date(2026, 6, 1), AUTUMN)] == [23, 24, 25]


def test_half_an_hour_repeated_counts_twice():
    assert open_s(office_hours("Australia/Lord_Howe", "01:30-02:00", days=EVERY_DAY), date(2026, 4, 5)) == 3600


def test_a_date_the_zone_skipped_has_no_open_time():
    dateline = settle(always_open("Pacific/Apia"), date(2011, 12, 28), date(2012, 1, 2))
    fridays = office_hours("Pacific/Apia", "09:00-17:00", days=[4])

    assert dateline.total_s == 5 * 86_400
    assert settle(fridays, date(2011, 12, 29), date(2011, 12, 31)).total_s == 0


def test_local_hours_follow_the_offset_of_their_own_date():
    london = office_hours("Europe/London", "09:00-17:00")
    settled = settle(london, date(2026, 1, 1), date(2026, 12, 31))

    assert worked_between(settled, utc("2026-01-15 08:00"), utc("2026-01-15 09:01")) == 60
    assert worked_between(settled, utc("2026-07-15 07:00"), utc("2026-07-15 08:01")) == 60


def test_each_calendar_is_worked_in_its_own_zone():
    tokyo, new_york = (
        settle(office_hours(zone, "09:00-17:00"), date(2026, 6, 1), date(2026, 6, 5))
        for zone in ("Asia/Tokyo", "America/New_York")
    )

    assert worked_between(tokyo, utc("2026-06-02 00:00"), utc("2026-06-02 12:00")) == 8 * 3600
    assert worked_between(new_york, utc("2026-06-02 00:00"), utc("2026-06-02 14:00")) == 3600


def test_a_holiday_is_a_date_of_the_calendars_zone():
    auckland = office_hours("Pacific/Auckland", "09:00-17:00", days=EVERY_DAY)
    closed = replace(auckland, closures=(Closure(date(2026, 6, 2)),))
    settled = settle(closed, date(2026, 6, 1), date(2026, 6, 4))

    assert worked_between(settled, utc("2026-06-01 12:00"), utc("2026-06-02 12:00")) == 0
    assert worked_between(settled, utc("2026-06-02 12:00"), utc("2026-06-03 12:00")) == 8 * 3600


def test_windows_past_midnight_belong_to_the_date_they_start_on():
    nights = office_hours("Europe/Berlin", "22:00-06:00", days=range(4))
    holiday = replace(nights, closures=(Closure(date(2026, 6, 2)),))
    settled = settle(holiday, date(2026, 6, 1), date(2026, 6, 7))

    assert worked_between(settled, utc("2026-06-01 20:00"), utc("2026-06-02 04:00")) == 8 * 3600
    assert worked_between(settled, utc("2026-06-02 04:00"), utc("2026-06-03 20:00")) == 0
    assert settled.total_s == 3 * 8 * 3600


def test_an_end_at_midnight_joins_the_next_day():
    settled = settle(always_open("Asia/Kolkata"), date(2026, 6, 1), date(2026, 6, 3))

    assert spans(settled, "2026-06-01 18:00") == [0, 3600]


def test_an_opening_that_meets_the_night_before_counts_once():
    night_then_early = replace(
        office_hours("UTC", "22:00-06:00", days=[4]),
        openings=(Opening(date(2026, 6, 6), (parse_window("05:00-09:00"),), "Release"),),
    )

    assert settle(night_then_early, date(2026, 6, 5), date(2026, 6, 7)).total_s == 11 * 3600


def test_an_empty_calendar_that_is_met_cannot_be_computed():
    with pytest.raises(NeverOpen, match="Business time cannot be computed: the calendar is never open") as never:
        settle(Calendar("Europe/Berlin", week_of({})), date(2026, 1, 1), date(2026, 12, 31))

    assert isinstance(never.value, CannotCompute)


def test_more_than_four_spans_in_an_hour_are_refused():
    shifts = tuple(parse_window(f"10:{minute:02d}-10:{minute + 5:02d}") for minute in range(0, 50, 10))

    with pytest.raises(CalendarRefused) as refused:
        settle(Calendar("UTC", week_of({0: shifts})), date(2026, 6, 1), date(2026, 6, 2))

    assert str(refused.value) == (
        "In the hour from 2026-06-01T10:00:00+00:00 the calendar opens more than 4 times;"
        " join windows only minutes apart."
    )


@pytest.mark.parametrize("at", ["2025-12-31 22:59:59", "2026-12-31 23:00"])
def test_beyond_the_horizon_nothing_is_guessed(at):
    settled = settle(office_hours("Europe/Berlin", "09:00-17:00"), date(2026, 1, 1), date(2026, 12, 31))

    with pytest.raises(BeyondHorizon, match=r"cannot be computed at .* is settled from 2026-01-01 to 2026-12-31"):
        worked_between(settled, utc(at), utc("2026-06-01 00:00"))


def test_a_horizon_that_runs_backwards_is_refused():
    with pytest.raises(CalendarRefused, match="cannot be settled from 2026-01-02 to 2026-01-01"):
        settle(always_open(), date(2026, 1, 2), date(2026, 1, 1))


def test_rows_that_were_stored_give_the_same_answers_again():
    settled = settle(office_hours("Asia/Kolkata", "09:00-12:00", "22:00-06:00"), date(2026, 6, 1), date(2026, 6, 5))

    again = restored(settled.calendar, settled.first_on, settled.last_on, settled.rows())

    assert again.continues(settled)
    assert (again.end_s, again.total_s) == (settled.end_s, settled.total_s)


def test_a_longer_horizon_continues_a_shorter_one_and_other_hours_do_not():
    week = settle(office_hours("UTC", "09:00-17:00"), date(2026, 6, 1), date(2026, 6, 7))
    fortnight = settle(week.calendar, date(2026, 6, 1), date(2026, 6, 14))
    shifted = settle(office_hours("UTC", "09:00-17:00:01"), date(2026, 6, 1), date(2026, 6, 14))

    assert fortnight.continues(week)
    assert not week.continues(fortnight)
    assert not shifted.continues(week)
    assert [*week.rows(), *fortnight.rows(skip=week.hour_count)] == list(fortnight.rows())
