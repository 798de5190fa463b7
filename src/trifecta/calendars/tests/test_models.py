from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.models import CalendarVersion, SettledHour
from trifecta.calendars.tests.desk import LEAD, NOW, make_calendar

pytestmark = pytest.mark.django_db


def test_the_current_version_is_the_newest_of_each_calendar():
    office, hotline = make_calendar("Office"), make_calendar("Hotline")
    revise_calendar(office, hours=office_hours("UTC", "08:00-12:00"), by=LEAD, at=NOW)

    current = {version.calendar: version.number for version in CalendarVersion.objects.current()}

    assert current == {office: 2, hotline: 1}


@pytest.mark.parametrize(
    "spans",
    [
        {"s1_from": 0},
        {"s1_to": 60},
        {"s1_from": 60, "s1_to": 60},
        {"s1_from": 0, "s1_to": 3601},
        {"s1_from": -1, "s1_to": 60},
        {"s2_from": 0, "s2_to": 60},
        {"s1_from": 0, "s1_to": 60, "s2_from": 60, "s2_to": 90},
        {"cum_open_s": -1},
    ],
)
def test_an_hour_that_cannot_be_is_refused_by_the_table(spans):
    version = make_calendar().versions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        SettledHour.objects.create(**{"version": version, "hour": 1, "cum_open_s": 0, **spans})


def test_an_hour_is_settled_once_in_a_version():
    version = make_calendar().versions.get()
    known = SettledHour.objects.filter(version=version).first()

    with pytest.raises(IntegrityError), transaction.atomic():
        SettledHour.objects.bulk_create([SettledHour(version=version, hour=known.hour, cum_open_s=0)])
