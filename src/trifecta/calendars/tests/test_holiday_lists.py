from __future__ import annotations

from datetime import date

import pytest

from trifecta.base.worktime.calendar import Closure
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.calendars.holiday_lists import HolidayList, days_of


def test_a_region_adds_days_of_its_own():
    country = set(days_of([HolidayList("DE")], [2026]))
    region = set(days_of([HolidayList("DE", "BY")], [2026]))

    assert country < region
    assert region - country == {
        Closure(date(2026, 1, 6), "Epiphany"),
        Closure(date(2026, 6, 4), "Corpus Christi"),
        Closure(date(2026, 11, 1), "All Saints' Day"),
    }


def test_a_moving_holiday_moves():
    good_fridays = [each.on for each in days_of([HolidayList("DE")], [2025, 2026, 2027]) if each.name == "Good Friday"]

    assert good_fridays == [date(2025, 4, 18), date(2026, 4, 3), date(2027, 3, 26)]


def test_several_lists_close_what_any_of_them_names():
    days = days_of([HolidayList("DE"), HolidayList("FR")], [2026])

    assert Closure(date(2026, 10, 3), "German Unity Day") in days
    assert Closure(date(2026, 7, 14), "National Day") in days
    assert [each.on for each in days] == sorted(each.on for each in days)


def test_names_come_in_the_language_asked_for():
    assert days_of([HolidayList("DE", language="de")], [2026])[0] == Closure(date(2026, 1, 1), "Neujahr")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (HolidayList("XX"), "There is no list of holidays for the country “XX”; use a code of two letters such as DE."),
        (HolidayList("DE", "BYE"), "“BYE” is not a region of DE with holidays of its own; use one of "),
    ],
)
def test_a_list_that_does_not_exist_is_refused(wanted, sentence):
    with pytest.raises(CalendarRefused) as refused:
        days_of([wanted], [2026])

    assert str(refused.value).startswith(sentence)
