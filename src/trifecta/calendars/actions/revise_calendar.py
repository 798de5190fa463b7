"""Change when we are open: a new version, so that what was closed by the old one can still be explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.calendars import settlement
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar, CalendarVersion


@transaction.atomic
def revise_calendar(
    calendar: Calendar, *, hours: Hours, lists: Iterable[HolidayList] = (), by: Actor, at: datetime
) -> CalendarVersion:
    """The next version, settled as far as the one before; the same one when nothing changes. Raises CalendarRefused."""
    calendar = Calendar.objects.select_for_update().get(pk=calendar.pk)
    current = calendar.versions.current().get()
    planned = settlement.plan(hours, lists, first_on=current.settled_from_on, last_on=current.settled_to_on)
    if (planned.hours, planned.lists) == (current.hours, current.lists):
        return current
    calendar.zone = planned.own.zone
    calendar.save(update_fields=["zone"])
    return settlement.add_version(calendar, planned, by=by, at=at)
