from __future__ import annotations

import pytest

from trifecta.base.worktime import zones
from trifecta.calendars import loading
from trifecta.calendars.models import CalendarVersion
from trifecta.calendars.tests.desk import make_calendar

pytestmark = pytest.mark.django_db


def test_a_settled_calendar_is_kept_and_asked_for_with_one_query(django_assert_num_queries):
    calendar = make_calendar()
    first = loading.settled_time(calendar.pk)

    with django_assert_num_queries(1):
        assert loading.settled_time(calendar.pk) is first


def test_by_zone_rules_that_are_not_at_hand_the_rows_are_the_truth():
    calendar = make_calendar()
    known = loading.settled_time(calendar.pk)
    CalendarVersion.objects.update(rules_version="2020.1", fingerprint="settled elsewhere")

    read = loading.settled_time(calendar.pk)

    assert read is not known
    assert read.continues(known)
    assert zones.RULES_VERSION != "2020.1"


def test_a_calendar_that_does_not_exist_has_no_open_time():
    with pytest.raises(CalendarVersion.DoesNotExist, match="calendar 404 has no version"):
        loading.settled_time(404)
