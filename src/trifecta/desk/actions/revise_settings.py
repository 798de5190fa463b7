"""Settings that two rooms keep: the desk's row, and the opening hours that follow its clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.models import CalendarVersion
from trifecta.preferences.actions.revise_desk import revise_desk
from trifecta.preferences.models import Desk
from trifecta.staff import permits


@transaction.atomic
def revise_settings(*, name: str, zone: str, language: str, by: Actor, at: datetime) -> Desk:
    """
    The desk under its new name, zone and language.

    Opening hours in the desk's old zone move to the new one: nine o'clock stays nine o'clock.
    Raises NotPermitted, UnknownZone.
    """
    permits.require_run_desk(by)
    old_zone = Desk.objects.get().zone
    desk = revise_desk(name=name, zone=zone, language=language, by=by, at=at)
    current = CalendarVersion.objects.current().select_related("calendar").get(calendar__is_default=True)
    if current.own_hours.zone == old_zone != zone:
        moved = replace(current.own_hours, zone=zone)
        revise_calendar(current.calendar, hours=moved, lists=current.lists, by=by, at=at)
    return desk
