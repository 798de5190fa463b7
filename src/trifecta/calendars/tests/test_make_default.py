from __future__ import annotations

import pytest

from trifecta.calendars.actions.make_default import make_default
from trifecta.calendars.models import Calendar
from trifecta.calendars.tests.desk import LEAD, NOW, make_calendar
from trifecta.log import journal

pytestmark = pytest.mark.django_db


def test_takes_the_place_of_the_default_before():
    make_calendar("Office")
    hotline = make_calendar("Hotline")

    make_default(hotline, by=LEAD, at=NOW)

    assert Calendar.objects.get(is_default=True) == hotline
    assert journal.read(hotline.stream)[-1].event.kind == "calendar.made_default"


def test_does_nothing_to_the_calendar_that_is_the_default():
    office = make_calendar("Office")

    make_default(office, by=LEAD, at=NOW)

    assert len(journal.read(office.stream)) == 1
