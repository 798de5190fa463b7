"""Write down when we are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.calendars import rules, settlement
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar


class NameTaken(RuleBroken):
    """One calendar per name."""


@transaction.atomic
def create_calendar(
    *,
    name: str,
    hours: Hours,
    lists: Iterable[HolidayList] = (),
    from_on: date = rules.FIRST_ON,
    by: Actor,
    at: datetime,
) -> Calendar:
    """
    A new calendar, settled from `from_on` to three years ahead; the first of all is the default one.

    Raises NameTaken, CalendarRefused.
    """
    if Calendar.objects.filter(name__iexact=name).exists():
        raise NameTaken(N_("There is a calendar of this name already; choose another name or revise that calendar."))
    planned = settlement.plan(hours, lists, first_on=from_on, last_on=rules.settled_until(at))
    is_first = not Calendar.objects.exists()
    calendar = Calendar.objects.create(name=name, zone=planned.own.zone, is_default=is_first)
    settlement.add_version(calendar, planned, by=by, at=at)
    return calendar
