from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trifecta.base.worktime import zones
from trifecta.base.worktime.arithmetic import worked_between
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.base.worktime.calendar import Closure, Opening, office_hours, parse_window, week_of
from trifecta.base.worktime.errors import CalendarRefused, UnknownZone
from trifecta.calendars import loading, settled_rows
from trifecta.calendars.actions.create_calendar import NameTaken, create_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar, CalendarVersion, SettledHour
from trifecta.calendars.tests.desk import BERLIN, FROM_ON, LEAD, NOW, UNTIL_ON, make_calendar
from trifecta.log import journal

pytestmark = pytest.mark.django_db


def test_writes_the_first_version_settled_three_years_ahead():
    calendar = make_calendar()

    version = calendar.versions.get()
    assert (calendar.name, calendar.zone, version.number) == ("Office", "Europe/Berlin", 1)
    assert (version.settled_from_on, version.settled_to_on) == (FROM_ON, UNTIL_ON)
    assert (version.rules_version, version.created_by, version.created_at) == (zones.RULES_VERSION, "staff:4", NOW)
    assert version.own_hours == BERLIN


def test_settles_from_2005_unless_told_otherwise():
    calendar = create_calendar(name="Office", hours=BERLIN, by=LEAD, at=datetime(2002, 6, 1, tzinfo=UTC))

    assert calendar.versions.get().settled_from_on == date(2005, 1, 1)


def test_writes_every_hour_just_as_it_was_settled():
    calendar = make_calendar(hours=office_hours("Asia/Kolkata", "09:10-12:00", "12:20-12:40", "22:00-06:00"))

    version = calendar.versions.get()
    settled = loading.version_time(version)
    assert settled_rows.read(version).continues(settled)
    assert SettledHour.objects.filter(version=version).count() == settled.hour_count


def test_closes_on_the_days_its_lists_name_and_on_its_own():
    own = Hours(
        "Europe/Berlin", BERLIN.week, (Closure(date(2026, 12, 24), "Christmas Eve", (parse_window("00:00-12:00"),)),)
    )
    calendar = make_calendar(hours=own, lists=[HolidayList("DE", "BY"), HolidayList("FR")])

    settled = loading.settled_time(calendar.pk)
    week = [worked_between(settled, _utc(21 + day), _utc(22 + day)) // 3600 for day in range(5)]
    assert week == [8, 8, 8, 3, 0]
    assert calendar.versions.get().own_hours == own


def test_an_exceptional_opening_overrides_a_listed_holiday():
    release = Opening(date(2026, 12, 25), (parse_window("10:00-14:00"),), "Release")
    calendar = make_calendar(hours=Hours("Europe/Berlin", BERLIN.week, (), (release,)), lists=[HolidayList("DE")])

    assert worked_between(loading.settled_time(calendar.pk), _utc(25), _utc(26)) == 4 * 3600


def test_says_so_in_the_log():
    calendar = make_calendar()

    (entry,) = journal.read(calendar.stream)
    assert (entry.event.kind, entry.event.version, entry.event.zone) == ("calendar.revised", 1, "Europe/Berlin")
    assert (entry.actor, entry.happened_at) == ("staff:4", NOW)


def test_the_first_calendar_is_the_default_one():
    assert [make_calendar("Office").is_default, make_calendar("Hotline").is_default] == [True, False]


def test_a_name_is_taken_whatever_its_capitals():
    make_calendar("Office")

    with pytest.raises(NameTaken, match="There is a calendar of this name already"):
        make_calendar("OFFICE")


@pytest.mark.parametrize(
    ("hours", "refused"),
    [
        (Hours("Europe/Berlin", week_of({})), CalendarRefused),
        (office_hours("Europe/Berlin", "09:00-12:00", "11:00-17:00"), CalendarRefused),
        (office_hours("Europe/Atlantis", "09:00-17:00"), UnknownZone),
    ],
)
def test_hours_that_make_no_sense_leave_nothing_behind(hours, refused):
    with pytest.raises(refused):
        make_calendar(hours=hours)

    assert not Calendar.objects.exists()
    assert not CalendarVersion.objects.exists()


def _utc(day):
    return datetime(2026, 12, day, tzinfo=UTC)
