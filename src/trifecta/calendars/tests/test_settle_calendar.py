from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trifecta.base.worktime import zones
from trifecta.base.worktime.arithmetic import worked_between
from trifecta.base.worktime.errors import BeyondHorizon
from trifecta.calendars import loading, settled_rows
from trifecta.calendars.actions.settle_calendar import settle_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import CalendarVersion, SettledHour
from trifecta.calendars.tests.desk import LEAD, UNTIL_ON, make_calendar
from trifecta.log import journal

pytestmark = pytest.mark.django_db
LATER_ON = date(2027, 12, 31)
NEXT_YEAR = datetime(2024, 1, 2, tzinfo=UTC)


def settle(calendar, *, until_on):
    return settle_calendar(calendar, until_on=until_on, by=LEAD, at=NEXT_YEAR)


def test_extends_the_horizon_of_the_same_version():
    calendar = make_calendar(lists=[HolidayList("DE")])
    easter = datetime(2027, 3, 25, tzinfo=UTC), datetime(2027, 3, 31, tzinfo=UTC)
    before = loading.settled_time(calendar.pk)
    with pytest.raises(BeyondHorizon):
        worked_between(before, *easter)

    version = settle(calendar, until_on=LATER_ON)

    after = loading.settled_time(calendar.pk)
    assert (version.number, version.settled_to_on) == (1, LATER_ON)
    assert worked_between(after, *easter) == 2 * 8 * 3600
    assert after.continues(before)
    assert settled_rows.read(version).continues(after)


def test_says_how_far_it_settled():
    calendar = make_calendar()

    settle(calendar, until_on=LATER_ON)

    extended = journal.read(calendar.stream)[-1].event
    assert extended.kind == "calendar.extended"
    assert (extended.version, extended.settled_until_at) == (1, datetime(2027, 12, 31, 23, tzinfo=UTC))


def test_what_is_settled_far_enough_is_left_alone():
    calendar = make_calendar()

    version = settle(calendar, until_on=UNTIL_ON)

    assert version == calendar.versions.get()
    assert len(journal.read(calendar.stream)) == 1


def test_days_that_were_settled_keep_the_holidays_they_were_settled_with():
    calendar = make_calendar(lists=[HolidayList("DE")])
    version = calendar.versions.get()
    version.holidays = [day for day in version.holidays if day[0] != "2026-12-25"]
    version.save()

    extended = settle(calendar, until_on=LATER_ON)

    named = {closure.on for closure in extended.named_holidays}
    assert date(2026, 12, 25) not in named
    assert date(2027, 12, 25) in named


def test_new_zone_rules_are_noticed():
    calendar = make_calendar()
    CalendarVersion.objects.update(rules_version="2020.1")
    wanting = CalendarVersion.objects.current().needing_settling(rules_version=zones.RULES_VERSION, until_on=UNTIL_ON)

    assert [version.calendar for version in wanting] == [calendar]
    settle(calendar, until_on=UNTIL_ON)
    assert not wanting.all().exists()


def test_new_zone_rules_that_change_nothing_here_keep_the_version():
    calendar = make_calendar()
    CalendarVersion.objects.update(rules_version="2020.1")

    version = settle(calendar, until_on=UNTIL_ON)

    assert (version.number, version.rules_version) == (1, zones.RULES_VERSION)
    assert len(journal.read(calendar.stream)) == 1


def test_new_zone_rules_recompute_what_is_open_and_keep_what_is_closed():
    calendar = make_calendar()
    closed_by = settled_by_rules_without_daylight_saving(calendar)
    morning = datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert worked_between(loading.settled_time(calendar.pk), *morning) == 0

    settle(calendar, until_on=UNTIL_ON)

    assert worked_between(loading.settled_time(calendar.pk), *morning) == 3600
    closed_by.refresh_from_db()
    assert worked_between(loading.version_time(closed_by), *morning) == 0
    assert [entry.event.version for entry in journal.read(calendar.stream)] == [1, 2]


def settled_by_rules_without_daylight_saving(calendar):
    """The version as older rules would have settled it: one that knew no summer time in 2026."""
    version = calendar.versions.get()
    rows = SettledHour.objects.filter(version=version)
    ends = (datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC))
    first, last = (zones.epoch_s(end) // 3600 for end in ends)
    for day in range(first, last, 24):
        opens, closes = rows.get(hour=day + 7), rows.get(hour=day + 15)
        if opens.s1_from is not None:
            rows.filter(hour=day + 7).update(s1_from=None, s1_to=None)
            rows.filter(hour=day + 15).update(s1_from=0, s1_to=3600, cum_open_s=closes.cum_open_s - 3600)
            for hour in range(day + 8, day + 15):
                rows.filter(hour=hour).update(cum_open_s=rows.get(hour=hour).cum_open_s - 3600)
    CalendarVersion.objects.filter(pk=version.pk).update(rules_version="2020.1", fingerprint="older rules")
    return version
