from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from trifecta.base.worktime.calendar import Closure, Opening, office_hours, parse_window
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.screens.calendars.preview import preview

HOUR_S = 3600
OFFICE = office_hours("Europe/Berlin", "09:00-17:00")
CHRISTMAS = datetime(2026, 12, 21, 23, 30, tzinfo=UTC)


def told(hours, lists=(), *, at=CHRISTMAS):
    return preview(hours, lists, targets=[24 * HOUR_S], at=at)


def test_the_days_begin_today_on_the_calendars_own_wall():
    found = told(OFFICE)

    assert (found.days[0].on, found.days[0].windows, found.days[0].open_s) == (
        date(2026, 12, 22),
        "09:00-17:00",
        8 * HOUR_S,
    )
    assert len(found.days) == 14
    assert found.open_s == 10 * 8 * HOUR_S
    assert found.targets == ["24 h = 3 working days of 8 h"]


def test_holidays_half_days_and_openings_show_by_name():
    hours = replace(
        OFFICE,
        closures=(Closure(date(2026, 12, 24), "Christmas Eve", (parse_window("09:00-12:00"),)),),
        openings=(Opening(date(2026, 12, 27), (parse_window("10:00-14:00"),), "Release"),),
    )

    found = told(hours, [HolidayList("DE")])

    shown = {day.on.day: (day.windows, day.remark, day.open_s) for day in found.days if day.remark}
    assert shown[24] == ("09:00-12:00", "Christmas Eve", 3 * HOUR_S)
    assert shown[25] == ("", "Christmas Day", 0)
    assert shown[27] == ("10:00-14:00", "Release", 4 * HOUR_S)
    assert [holiday.name for holiday in found.holidays][:2] == ["Christmas Day", "Second Day of Christmas"]


def test_an_hour_that_the_clocks_skip_is_no_open_time():
    night = office_hours("Europe/Berlin", "00:00-06:00", days=range(7))

    found = told(night, at=datetime(2026, 3, 28, 12, tzinfo=UTC))

    assert [day.open_s // HOUR_S for day in found.days[:3]] == [6, 5, 6]
