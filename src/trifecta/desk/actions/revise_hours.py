"""Change when the desk, or a part of it, is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar, CalendarVersion
from trifecta.staff import permits


@transaction.atomic
def revise_hours(
    calendar: Calendar, *, hours: Hours, holidays: Iterable[HolidayList], by: Actor, at: datetime
) -> CalendarVersion:
    """
    The calendar's next version; open promises are timed by it, what has ended keeps its own.

    Raises NotPermitted, CalendarRefused.
    """
    permits.require_run_desk(by)
    return revise_calendar(calendar, hours=hours, lists=holidays, by=by, at=at)
