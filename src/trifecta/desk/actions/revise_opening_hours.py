"""Change the desk's own week and the holidays it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.worktime.calendar import Week
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import CalendarVersion
from trifecta.staff import permits


@transaction.atomic
def revise_opening_hours(week: Week, *, holidays: Iterable[HolidayList], by: Actor, at: datetime) -> CalendarVersion:
    """
    The default calendar's next version; its own closed days and exceptional openings stay.

    Raises NotPermitted, CalendarRefused.
    """
    permits.require_run_desk(by)
    current = CalendarVersion.objects.current().select_related("calendar").get(calendar__is_default=True)
    hours = replace(current.own_hours, week=week)
    return revise_calendar(current.calendar, hours=hours, lists=holidays, by=by, at=at)
