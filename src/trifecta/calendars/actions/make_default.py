"""Say which opening hours hold where nothing says otherwise."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.calendars.events import CalendarMadeDefault
from trifecta.calendars.models import Calendar
from trifecta.log import journal


@transaction.atomic
def make_default(calendar: Calendar, *, by: Actor, at: datetime) -> None:
    """The calendar takes the place of any other default; nothing happens when it has it."""
    locked = Calendar.objects.select_for_update().get(pk=calendar.pk)
    if not locked.is_default:
        Calendar.objects.filter(is_default=True).update(is_default=False)
        Calendar.objects.filter(pk=calendar.pk).update(is_default=True)
        journal.append(calendar.stream, CalendarMadeDefault(), by=by, at=at)
    calendar.is_default = True
