"""Say by which opening hours a team works."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.calendars.models import Calendar
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.events import TeamHoursSet
from trifecta.staff.models import Team


@transaction.atomic
def set_team_hours(team: Team, *, calendar: Calendar | None, by: Actor, at: datetime) -> Team:
    """
    The team as it works from now on: by a calendar of its own, or by the desk's if None.

    Nothing happens when nothing changes. Raises NotPermitted.
    """
    permits.require_run_desk(by)
    revised = Team.objects.select_for_update().get(pk=team.pk)
    if revised.calendar_id == (calendar.pk if calendar else None):
        return revised
    revised.calendar = calendar
    revised.save(update_fields=["calendar"])
    said = TeamHoursSet(calendar=calendar.pk if calendar else None)
    journal.append(ids.stream("team", team.pk), said, by=by, at=at)
    return revised
