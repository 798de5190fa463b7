"""Change when the desk, or a part of it, is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import Spoken
from trifecta.base.text import N_
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar, CalendarVersion
from trifecta.staff import permits


class ChangedMeanwhile(Spoken):
    """version: the number of the one that whoever asked had not seen."""

    def __init__(self, version: int) -> None:
        super().__init__(
            N_(
                "Somebody else saved version {version} of these hours meanwhile. What you wrote still stands here: "
                "compare it with theirs in another window, then save again to put yours in its place."
            ),
            version=version,
        )
        self.version = version


@dataclass(frozen=True, slots=True)
class Change:
    """
    The hours as a person wrote them, and the lists of their holidays.

    from_on: since when they are held; None: as if they always had been. seen: the number of the version that whoever
    asks has seen; None where it does not matter.
    """

    hours: Hours
    holidays: tuple[HolidayList, ...] = ()
    from_on: date | None = None
    seen: int | None = None


@transaction.atomic
def revise_hours(calendar: Calendar, change: Change, *, by: Actor, at: datetime) -> CalendarVersion:
    """
    The calendar's next version; open promises are timed by it, what has ended keeps its own.

    Raises NotPermitted, ChangedMeanwhile, CalendarRefused.
    """
    permits.require_run_desk(by)
    held = Calendar.objects.select_for_update().get(pk=calendar.pk)
    latest = held.versions.current().get().number
    if change.seen not in {None, latest}:
        raise ChangedMeanwhile(latest)
    return revise_calendar(held, hours=change.hours, lists=change.holidays, from_on=change.from_on, by=by, at=at)
