from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.pages import FOUNDED_AT
from trifecta.base.errors import NotPermitted
from trifecta.base.worktime.calendar import Closure, always_open, office_hours
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import CalendarVersion
from trifecta.desk.actions.revise_opening_hours import revise_opening_hours
from trifecta.staff.models import Role

SPLIT = office_hours("Europe/Berlin", "09:00-12:00", "13:00-17:00").week
NEVER = ((),) * 7


@pytest.fixture
def admin(desk, house):
    house.open_hours()
    return desk.agent("Ada", role=Role.ADMIN)


def current():
    return CalendarVersion.objects.current().get(calendar__is_default=True)


def test_sets_the_week_and_the_holidays(admin):
    revise_opening_hours(SPLIT, holidays=[HolidayList("DE", "BY")], by=admin, at=FOUNDED_AT)

    assert (current().own_hours.week, current().lists) == (SPLIT, (HolidayList("DE", "BY"),))
    assert "Heilige Drei Könige" not in str(current().holidays)
    assert ["2026-01-06", "Epiphany"] in current().holidays


def test_keeps_the_days_that_someone_closed_by_hand(admin):
    party = Closure(date(2026, 7, 3), "Summer party")
    hours = replace(office_hours("Europe/Berlin", "09:00-17:00"), closures=(party,))
    revise_calendar(current().calendar, hours=hours, by=admin, at=FOUNDED_AT)

    revise_opening_hours(SPLIT, holidays=[], by=admin, at=FOUNDED_AT)

    assert current().own_hours.closures == (party,)


def test_a_desk_that_never_opens_is_refused(admin):
    with pytest.raises(CalendarRefused, match="never open"):
        revise_opening_hours(NEVER, holidays=[], by=admin, at=FOUNDED_AT)

    assert current().number == 1


def test_is_for_administrators(desk, admin):
    with pytest.raises(NotPermitted):
        revise_opening_hours(always_open().week, holidays=[], by=desk.agent(role=Role.LEAD), at=FOUNDED_AT)
