"""Change when we are open: a new version, so that what was closed by the old one can still be explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.base.worktime.calendar import from_then_on
from trifecta.calendars import settlement
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar, CalendarVersion


@transaction.atomic
def revise_calendar(
    calendar: Calendar,
    *,
    hours: Hours,
    lists: Iterable[HolidayList] = (),
    from_on: date | None = None,
    by: Actor,
    at: datetime,
) -> CalendarVersion:
    """
    The next version, settled as far as the one before; the same one when nothing changes.

    from_on: what was held before this day stays so; without it, and in another zone, the hours are meant as if they had
    always been held. Raises CalendarRefused.
    """
    calendar = Calendar.objects.select_for_update().get(pk=calendar.pk)
    current = calendar.versions.current().get()
    if from_on is not None and hours.zone == current.own_hours.zone:
        if (hours, tuple(lists)) == (replace(current.own_hours, before=None), current.lists):
            return current
        hours = from_then_on(hours, current.hours, on=from_on)
    planned = settlement.plan(hours, lists, first_on=current.settled_from_on, last_on=current.settled_to_on)
    if (planned.hours, planned.lists) == (current.hours, current.lists):
        return current
    calendar.zone = planned.own.zone
    calendar.save(update_fields=["zone"])
    return settlement.add_version(calendar, planned, by=by, at=at)
