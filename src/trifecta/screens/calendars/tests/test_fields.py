from __future__ import annotations

from datetime import date

import pytest
from django import forms

from trifecta.base.worktime.calendar import Window
from trifecta.screens.calendars.fields import DatesField, WindowsField

HOUR_S = 3600


def test_windows_are_read_as_people_write_them():
    read = WindowsField(required=False).clean(" 9:00 - 12:00,13:00–17:30 ")

    assert read == (Window(9 * HOUR_S, 12 * HOUR_S), Window(13 * HOUR_S, 17 * HOUR_S + 1800))
    assert WindowsField(required=False).clean("") == ()


def test_dates_stand_one_a_line_with_windows_and_names():
    read = DatesField().clean("2026-12-24 Christmas Eve\n\n2026-12-31 09:00-12:00 New Year’s Eve\n2027-01-04")

    assert read == (
        (date(2026, 12, 24), (), "Christmas Eve"),
        (date(2026, 12, 31), (Window(9 * HOUR_S, 12 * HOUR_S),), "New Year’s Eve"),
        (date(2027, 1, 4), (), ""),
    )
    assert DatesField().prepare_value(read).splitlines()[1] == "2026-12-31 09:00-12:00 New Year’s Eve"


def test_a_line_may_name_the_first_and_the_last_of_several_days():
    read = DatesField().clean("2026-12-24 2026-12-26 Christmas\n2027-01-01 – 2027-01-02")

    assert [on.day for on, _, _ in read] == [24, 25, 26, 1, 2]
    assert {name for _, _, name in read} == {"Christmas", ""}


def test_a_day_that_is_open_in_spite_of_all_says_from_when_to_when():
    with pytest.raises(forms.ValidationError, match="Line 2: say from when to when, like 2026-11-28 10:00-14:00"):
        DatesField(needs_windows=True).clean("2026-11-21 10:00-14:00\n2026-11-28")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24.12.2026", "Line 1, “24.12.2026”: begin with the date"),
        ("2026-12-24\n2026-02-30 Never", "Line 2, “2026-02-30 Never”: there is no such date."),
        ("2026-12-24 2026-12-23", "Line 1, “2026-12-24 2026-12-23”: the last day must follow the first one"),
        ("2026-12-24 09:00-09:00", "Line 1: The window 09:00-09:00 is empty"),
    ],
)
def test_a_wrong_line_is_named(text, sentence):
    with pytest.raises(forms.ValidationError, match=sentence):
        DatesField().clean(text)
