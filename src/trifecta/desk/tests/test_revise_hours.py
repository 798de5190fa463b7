from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pages import FOUNDED_AT
from trifecta.base.errors import NotPermitted
from trifecta.base.worktime.calendar import always_open, office_hours
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import CalendarVersion
from trifecta.desk.actions.add_hours import add_hours
from trifecta.desk.actions.choose_hours import choose_hours
from trifecta.desk.actions.revise_hours import Change, ChangedMeanwhile, revise_hours
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
    hours = replace(current().own_hours, week=SPLIT)

    revise_hours(current().calendar, Change(hours, (HolidayList("DE", "BY"),)), by=admin, at=FOUNDED_AT)

    assert (current().own_hours.week, current().lists) == (SPLIT, (HolidayList("DE", "BY"),))
    assert ["2026-01-06", "Epiphany"] in current().holidays


def test_nobody_undoes_what_they_have_not_seen(admin):
    hours = replace(current().own_hours, week=SPLIT)
    revise_hours(current().calendar, Change(hours, seen=1), by=admin, at=FOUNDED_AT)

    with pytest.raises(ChangedMeanwhile, match="saved version 2 of these hours meanwhile"):
        revise_hours(current().calendar, Change(always_open(), seen=1), by=admin, at=FOUNDED_AT)

    assert current().own_hours.week == SPLIT


def test_a_desk_that_never_opens_is_refused(admin):
    with pytest.raises(CalendarRefused, match="never open"):
        revise_hours(current().calendar, Change(replace(always_open(), week=NEVER)), by=admin, at=FOUNDED_AT)

    assert current().number == 1


def test_others_are_added_and_made_the_desks_own(admin):
    night = add_hours(name="Night", hours=always_open(), holidays=[], by=admin, at=FOUNDED_AT)
    assert not night.is_default

    choose_hours(night, by=admin, at=FOUNDED_AT)

    assert current().calendar == night


def test_is_for_administrators(desk, admin):
    lead = desk.agent(role=Role.LEAD)

    with pytest.raises(NotPermitted):
        revise_hours(current().calendar, Change(always_open()), by=lead, at=FOUNDED_AT)
    with pytest.raises(NotPermitted):
        add_hours(name="Night", hours=always_open(), holidays=[], by=lead, at=FOUNDED_AT)
    with pytest.raises(NotPermitted):
        choose_hours(current().calendar, by=lead, at=FOUNDED_AT)
