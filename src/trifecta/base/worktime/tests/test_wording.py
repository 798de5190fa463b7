from __future__ import annotations

from datetime import date

import pytest

from trifecta.base.worktime.calendar import Calendar, Opening, Window, always_open, office_hours, parse_window, week_of
from trifecta.base.worktime.wording import describe_target, hours_text

EIGHT_HOURS = office_hours("Europe/Berlin", "09:00-17:00")
SHORT_FRIDAY = Calendar(
    "Europe/Berlin",
    week_of({**dict.fromkeys(range(4), (parse_window("08:00-17:00"),)), 4: (parse_window("08:00-12:00"),)}),
)


@pytest.mark.parametrize(
    ("hours", "calendar", "sentence"),
    [
        (24, EIGHT_HOURS, "24 h = 3 working days of 8 h"),
        (8, EIGHT_HOURS, "8 h = 1 working day of 8 h"),
        (4, EIGHT_HOURS, "4 h = less than a working day of 8 h"),
        (12, EIGHT_HOURS, "12 h = 1 working day of 8 h and 4 h"),
        (20, EIGHT_HOURS, "20 h = 2 working days of 8 h and 4 h"),
        (20, SHORT_FRIDAY, "20 h = about 2.5 working days of 4 h to 9 h"),
        (24, always_open(), "24 h around the clock"),
        (4, Calendar("UTC", week_of({}), openings=(Opening(date(2026, 6, 6), (Window(0, 600),)),)),
         "4 h of exceptional openings"),
    ],
)  # fmt: skip
def test_a_target_is_said_in_working_days_of_its_calendar(hours, calendar, sentence):
    assert str(describe_target(hours * 3600, calendar)) == sentence


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 h"), (59, "59 s"), (60, "1 min"), (5400, "1 h 30 min"), (86_401, "24 h 1 s")]
)
def test_hours_are_said_as_people_say_them(seconds, text):
    assert hours_text(seconds) == text
