"""Settled calendars for arithmetic in Python, kept in the process as long as nothing they say has changed."""

from __future__ import annotations

from functools import lru_cache

from trifecta.base.worktime import settling, zones
from trifecta.base.worktime.settling import SettledTime
from trifecta.calendars import settled_rows
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
