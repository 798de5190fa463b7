from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trifecta.base.worktime.calendar import Calendar, Closure, Opening, Window, office_hours, parse_window, week_of
from trifecta.base.worktime.errors import CalendarRefused, UnknownZone
from trifecta.base.worktime.validation import checked

RELEASE_ON = date(2026, 6, 6)


def refusal(calendar):
    with pytest.raises(CalendarRefused) as refused:
        checked(calendar)
    return str(refused.value)


def test_touching_windows_and_adjacent_duplicates_are_joined():
    calendar = office_hours("Europe/Berlin", "09:00-12:00", "09:00-12:00", "12:00-17:00")

    assert checked(calendar) == office_hours("Europe/Berlin", "09:00-17:00")


def test_a_valid_calendar_is_returned_as_it_is():
    calendar = replace(
        office_hours("Europe/Berlin", "09:00-12:00", "13:00-17:00"),
        closures=(Closure(RELEASE_ON, "Half day", (parse_window("00:00-12:00"),)),),
        openings=(Opening(date(2026, 6, 7), (parse_window("10:00-16:00"),), "Release"),),
    )

    assert checked(calendar) == calendar


def test_overlapping_windows_are_refused():
    assert refusal(office_hours("Europe/Berlin", "09:00-12:00", "11:59-17:00", days=[2])) == (
        "On Wednesday the windows 09:00-12:00 and 11:59-17:00 overlap; change one of them."
    )


def test_a_night_that_runs_into_the_next_days_window_is_refused():
    nights_and_days = week_of({6: (parse_window("22:00-06:00"),), 0: (parse_window("05:00-12:00"),)})

    assert refusal(Calendar("Europe/Berlin", nights_and_days)) == (
        "The window 22:00-06:00 of Sunday runs into 05:00-12:00 of Monday; change one of them."
    )


def test_a_night_that_touches_the_next_days_window_is_fine():
    week = week_of({0: (parse_window("22:00-06:00"),), 1: (parse_window("06:00-12:00"),)})

    assert checked(Calendar("Europe/Berlin", week)).week == week


def test_an_overlap_in_an_opening_names_its_date():
    opening = Opening(RELEASE_ON, (parse_window("08:00-12:00"), parse_window("10:00-14:00")))

    assert refusal(replace(office_hours("UTC", "09:00-17:00"), openings=(opening,))) == (
        "On 2026-06-06 the windows 08:00-12:00 and 10:00-14:00 overlap; change one of them."
    )


def test_two_openings_of_one_date_are_refused():
    openings = (
        Opening(RELEASE_ON, (parse_window("08:00-12:00"),)),
        Opening(RELEASE_ON, (parse_window("13:00-14:00"),)),
    )

    assert refusal(replace(office_hours("UTC", "09:00-17:00"), openings=openings)) == (
        "2026-06-06 has two exceptional openings; put its windows into one."
    )


def test_an_empty_calendar_is_refused():
    assert refusal(Calendar("Europe/Berlin", week_of({}))) == (
        "The calendar is never open; give at least one weekday a window."
    )


def test_a_calendar_of_exceptional_openings_alone_is_fine():
    fair = Calendar("Europe/Berlin", week_of({}), openings=(Opening(RELEASE_ON, (parse_window("08:00-20:00"),)),))

    assert checked(fair) == fair


@pytest.mark.parametrize(
    ("zone", "sentence"),
    [
        ("Europe/Berln", "“Europe/Berln” is not a time zone; did you mean Europe/Berlin"),
        ("", "“” is not a time zone; use an IANA name such as Europe/Berlin."),
        ("../../etc/passwd", "is not a time zone"),
    ],
)
def test_a_missing_or_unknown_zone_is_refused_and_never_replaced_in_silence(zone, sentence):
    with pytest.raises(UnknownZone) as refused:
        checked(office_hours(zone, "09:00-17:00"))

    assert sentence in str(refused.value)


def test_five_windows_within_an_hour_are_refused():
    shifts = tuple(Window(36_000 + number * 600, 36_000 + number * 600 + 300) for number in range(5))

    assert refusal(Calendar("UTC", week_of({4: shifts}))) == (
        "On Friday more than 4 windows lie within one hour; join those only minutes apart."
    )


def test_four_windows_within_an_hour_are_fine():
    shifts = tuple(Window(36_000 + number * 900, 36_000 + number * 900 + 300) for number in range(4))

    assert checked(Calendar("UTC", week_of({4: shifts}))).week[4] == shifts
