from __future__ import annotations

from datetime import date

import pytest

from trifecta.base.worktime.calendar import (
    Calendar,
    Closure,
    Opening,
    Window,
    always_open,
    merged,
    office_hours,
    parse_window,
    windows_on,
)
from trifecta.base.worktime.errors import CalendarRefused

NINE_TO_FIVE = office_hours("Europe/Berlin", "09:00-17:00")
FRIDAY, SATURDAY = date(2026, 12, 25), date(2026, 12, 26)


def hours(*texts):
    return tuple(parse_window(text) for text in texts)


@pytest.mark.parametrize(
    ("text", "start_s", "end_s"),
    [
        ("09:00-17:30", 32_400, 63_000),
        ("9:00 - 17:30", 32_400, 63_000),
        ("09:00:01–17:30:59", 32_401, 63_059),
        ("22:00-06:00", 79_200, 108_000),
        ("22:00-30:00", 79_200, 108_000),
        ("00:00-24:00", 0, 86_400),
        ("09:00-33:00", 32_400, 118_800),
    ],
)
def test_a_window_is_read_as_people_write_it(text, start_s, end_s):
    assert parse_window(text) == Window(start_s, end_s)


@pytest.mark.parametrize(
    "window", [Window(32_400, 63_001), Window(79_200, 108_000), Window(0, 86_400), Window(60, 99_000)]
)
def test_a_window_written_down_reads_the_same_again(window):
    assert parse_window(str(window)) == window


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nine to five", "“nine to five” is not a window of time; write it like 09:00-17:30."),
        ("09:60-10:00", "“09:60-10:00” is not a window of time; write it like 09:00-17:30."),
        ("09:00-09:00", "The window 09:00-09:00 is empty; write a whole day as 00:00-24:00."),
    ],
)
def test_a_text_that_is_no_window_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(CalendarRefused) as refused:
        parse_window(text)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(("start_s", "end_s"), [(86_400, 90_000), (600, 600), (0, 172_801), (-1, 5)])
def test_a_window_outside_its_day_is_refused(start_s, end_s):
    with pytest.raises(CalendarRefused, match="is not possible: it must start between 00:00 and 24:00"):
        Window(start_s, end_s)


def test_touching_and_doubled_windows_are_one():
    assert merged(hours("12:00-17:00", "09:00-12:00", "09:00-12:00")) == hours("09:00-17:00")


def test_a_lunch_gap_stays_a_gap():
    with_lunch = office_hours("Europe/Berlin", "09:00-12:00", "13:00-17:00")

    assert windows_on(with_lunch, FRIDAY) == hours("09:00-12:00", "13:00-17:00")


def test_only_the_given_weekdays_are_worked():
    only_tuesday = office_hours("Europe/Berlin", "09:00-17:00", days=[1])

    worked = [bool(windows_on(only_tuesday, date(2026, 6, day))) for day in range(1, 8)]

    assert worked == [False, True, False, False, False, False, False]


def test_around_the_clock_is_every_second_of_the_week():
    assert always_open().week == (hours("00:00-24:00"),) * 7


def test_a_full_holiday_closes_its_date():
    calendar = Calendar("Europe/Berlin", NINE_TO_FIVE.week, closures=(Closure(FRIDAY, "Christmas Day"),))

    assert windows_on(calendar, FRIDAY) == ()
    assert windows_on(calendar, date(2026, 12, 24)) == hours("09:00-17:00")


def test_a_half_day_keeps_what_it_leaves_of_the_weekday():
    half = Closure(FRIDAY, "Half day", hours("00:00-12:00"))
    calendar = Calendar("Europe/Berlin", NINE_TO_FIVE.week, closures=(half,))

    assert windows_on(calendar, FRIDAY) == hours("09:00-12:00")


def test_a_half_day_on_a_day_off_opens_nothing():
    half = Closure(SATURDAY, "Half day", hours("00:00-12:00"))

    assert windows_on(Calendar("Europe/Berlin", NINE_TO_FIVE.week, closures=(half,)), SATURDAY) == ()


def test_two_closures_of_one_date_leave_only_what_both_leave():
    morning = Closure(FRIDAY, "Half day", hours("00:00-12:00"))
    late = Closure(FRIDAY, "Staff meeting", hours("10:00-24:00"))
    calendar = Calendar("Europe/Berlin", NINE_TO_FIVE.week, closures=(morning, late))

    assert windows_on(calendar, FRIDAY) == hours("10:00-12:00")


def test_an_exceptional_opening_overrides_weekday_and_holiday():
    calendar = Calendar(
        "Europe/Berlin",
        NINE_TO_FIVE.week,
        closures=(Closure(FRIDAY), Closure(SATURDAY)),
        openings=(Opening(FRIDAY, hours("10:00-14:00")), Opening(SATURDAY, hours("08:00-20:00"))),
    )

    assert windows_on(calendar, FRIDAY) == hours("10:00-14:00")
    assert windows_on(calendar, SATURDAY) == hours("08:00-20:00")
