"""Settled calendars for arithmetic in Python, kept in the process as long as nothing they say has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from trifecta.base.worktime import settling, zones
from trifecta.base.worktime.calendar import office_hours
from trifecta.base.worktime.settling import SettledTime
from trifecta.calendars import rules, settled_rows
from trifecta.calendars.models import CalendarVersion

KEPT = 16


def settled_time(calendar_id: int) -> SettledTime:
    """The newest version's open time; one small query when it is known. Raises CalendarVersion.DoesNotExist."""
    newest = CalendarVersion.objects.filter(calendar=calendar_id).order_by("-number")
    found = newest.values_list("pk", "fingerprint").first()
    if found is None:
        raise CalendarVersion.DoesNotExist(f"calendar {calendar_id} has no version")
    return _time_of(*found)


def version_time(version: CalendarVersion) -> SettledTime:
    """The open time of this very version, for results that were closed by it."""
    return _time_of(version.pk, version.fingerprint)


@lru_cache(maxsize=KEPT)
def _time_of(version_id: int, fingerprint: str) -> SettledTime:  # noqa: ARG001  (a changed fingerprint is another answer)
    version = CalendarVersion.objects.get(pk=version_id)
    if version.rules_version == zones.RULES_VERSION:
        return settling.settle(version.hours, version.settled_from_on, version.settled_to_on)
    # By other zone rules than ours the definition would give other answers than the rows that SQL reads.
    return settled_rows.read(version)


class Present(NamedTuple):
    """The newest version of a calendar, by which open clocks are read."""

    calendar_id: int
    is_default: bool
    version_id: int
    fingerprint: str

    @property
    def time(self) -> SettledTime:
        return _time_of(self.version_id, self.fingerprint)

    def time_in(self, zone: str) -> SettledTime:
        """The same hours on the wall clocks of another zone."""
        return _time_in(self.version_id, self.fingerprint, zone)


def present() -> list[Present]:
    """All calendars, in one small query."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT)
        return [
            Present(calendar, bool(is_default), version, mark)
            for calendar, is_default, version, mark in cursor.fetchall()
        ]


# Each act asks this, so the statement is made by hand, once.
_PRESENT = """
    SELECT version.calendar_id, calendar.is_default, version.id, version.fingerprint
    FROM calendars_calendarversion version JOIN calendars_calendar calendar ON calendar.id = version.calendar_id
    WHERE NOT EXISTS (
        SELECT 1 FROM calendars_calendarversion newer
        WHERE newer.calendar_id = version.calendar_id AND newer.number > version.number
    )
    ORDER BY version.calendar_id
"""


@lru_cache(maxsize=KEPT)
def _time_in(version_id: int, fingerprint: str, zone: str) -> SettledTime:
    own = _time_of(version_id, fingerprint)
    return settling.settle(replace(own.calendar, zone=zone), own.first_on, own.last_on)


@lru_cache(maxsize=2)
def all_hours(until_on: date) -> SettledTime:
    """Open around the clock, for what is promised in hours and not in working hours."""
    return settling.settle(office_hours("UTC", "00:00-24:00", days=range(7)), rules.FIRST_ON, until_on)
