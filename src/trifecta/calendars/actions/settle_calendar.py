"""Settle a calendar further ahead, and anew when governments have changed their zone's rules."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.worktime import settling, zones
from trifecta.calendars import rules, settled_rows, settlement
from trifecta.calendars.events import CalendarExtended
from trifecta.calendars.models import Calendar, CalendarVersion
from trifecta.log import journal


@transaction.atomic
def settle_calendar(calendar: Calendar, *, until_on: date, by: Actor, at: datetime) -> CalendarVersion:
    """
    The current version with its horizon at `until_on` or later.

    What was settled is never rewritten: where new zone rules give other hours, they become a new version. Open clocks
    are computed by the newest version, closed results keep theirs. Does nothing when nothing is to be done.
    """
    calendar = Calendar.objects.select_for_update().get(pk=calendar.pk)
    current = calendar.versions.current().get()
    if not rules.needs_settling(
        settled_by=current.rules_version,
        rules_version=zones.RULES_VERSION,
        settled_to_on=current.settled_to_on,
        until_on=until_on,
    ):
        return current
    planned = settlement.extended_plan(current, until_on)
    settled = settling.settle(planned.hours, planned.first_on, planned.last_on)
    stored = settled_rows.read(current)
    if not settled.continues(stored):
        return settlement.add_version(calendar, planned, by=by, at=at)
    settlement.save(current, planned)
    if settled.hour_count > stored.hour_count:
        settled_rows.write(current, settled, skip=stored.hour_count)
        until_at = zones.at_second(settled.end_s)
        extended = CalendarExtended(version=current.number, settled_until_at=until_at)
        journal.append(calendar.stream, extended, by=by, at=at)
    return current
