from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from trifecta.base.worktime import definition
from trifecta.base.worktime.arithmetic import worked_between
from trifecta.base.worktime.calendar import office_hours
from trifecta.base.worktime.errors import CalendarRefused
from trifecta.calendars import loading
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.tests.desk import BERLIN, LEAD, NOW, make_calendar
from trifecta.log import journal

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)


def test_makes_a_new_version_and_keeps_what_the_old_one_answers():
    calendar = make_calendar()
    old = calendar.versions.get()

    new = revise_calendar(calendar, hours=office_hours("Europe/Berlin", "09:00-20:00"), by=LEAD, at=NOW)

    assert [version.number for version in calendar.versions.order_by("number")] == [1, 2]
    assert worked_between(loading.version_time(old), MONDAY, TUESDAY) == 8 * 3600
    assert worked_between(loading.version_time(new), MONDAY, TUESDAY) == 11 * 3600
    assert loading.settled_time(calendar.pk) is loading.version_time(new)
    assert (new.settled_from_on, new.settled_to_on) == (old.settled_from_on, old.settled_to_on)
    assert [entry.event.version for entry in journal.read(calendar.stream)] == [1, 2]


def test_hours_from_a_day_on_leave_what_lies_before_as_it_was():
    calendar = make_calendar(lists=[HolidayList("DE")])
    tuesday, holidays = date(2026, 11, 24), calendar.versions.get().named_holidays

    for hours in ("09:00-20:00", "09:00-19:00"):
        revise_calendar(calendar, hours=office_hours("Europe/Berlin", hours), from_on=tuesday, by=LEAD, at=NOW)

    settled = loading.settled_time(calendar.pk)
    assert worked_between(settled, MONDAY, TUESDAY) == 8 * 3600
    assert worked_between(settled, TUESDAY, TUESDAY + timedelta(days=1)) == 10 * 3600
    until_on, former = calendar.versions.current().get().own_hours.before
    assert (until_on, former.before, former.closures) == (tuesday, None, holidays)


def test_hours_from_a_day_on_that_are_held_already_make_no_version():
    calendar = make_calendar()
    for _ in range(2):
        changed = office_hours("Europe/Berlin", "09:00-20:00")
        revise_calendar(calendar, hours=changed, from_on=date(2026, 11, 24), by=LEAD, at=NOW)

    assert calendar.versions.count() == 2


def test_saving_without_a_change_makes_no_version():
    calendar = make_calendar(lists=[HolidayList("DE")])

    same = revise_calendar(calendar, hours=BERLIN, lists=[HolidayList("DE")], by=LEAD, at=NOW)

    assert same == calendar.versions.get()
    assert len(journal.read(calendar.stream)) == 1


def test_editing_from_a_browser_in_another_zone_shifts_nothing():
    calendar = make_calendar()
    version = calendar.versions.get()

    with timezone.override("Pacific/Auckland"):
        shown = definition.to_json(version.own_hours)
        saved = revise_calendar(calendar, hours=definition.from_json(shown), by=LEAD, at=NOW)

    assert saved == version
    assert shown["week"][0] == ["09:00-17:00"]


def test_a_move_to_another_zone_is_shown_on_the_calendar():
    calendar = make_calendar()

    revise_calendar(calendar, hours=office_hours("Asia/Tokyo", "09:00-17:00"), by=LEAD, at=NOW)

    calendar.refresh_from_db()
    assert calendar.zone == "Asia/Tokyo"


def test_hours_that_make_no_sense_leave_the_calendar_as_it_is():
    calendar = make_calendar()

    with pytest.raises(CalendarRefused, match="overlap"):
        revise_calendar(calendar, hours=office_hours("Europe/Berlin", "09:00-12:00", "10:00-11:00"), by=LEAD, at=NOW)

    assert calendar.versions.get().number == 1
