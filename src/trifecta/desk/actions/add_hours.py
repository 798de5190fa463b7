"""Write down opening hours that a team or a promise may be timed by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar
from trifecta.staff import permits


@transaction.atomic
def add_hours(*, name: str, hours: Hours, holidays: Iterable[HolidayList], by: Actor, at: datetime) -> Calendar:
    """Raises NotPermitted, NameTaken, CalendarRefused."""
    permits.require_run_desk(by)
    return create_calendar(name=name, hours=hours, lists=holidays, by=by, at=at)
