"""How far calendars are settled, and when that is no longer enough."""

from __future__ import annotations

from datetime import date, datetime

FIRST_ON = date(2005, 1, 1)
"""Earlier than any history that is likely to be imported."""

YEARS_AHEAD = 3


def settled_until(at: datetime) -> date:
    """The last day that a calendar is settled for at this time."""
    return date(at.year + YEARS_AHEAD, 12, 31)


def holiday_years(first_on: date, last_on: date) -> range:
    """The years whose holidays show in a horizon: hours at its edges look a day or two beyond."""
    return range(first_on.year - 1, last_on.year + 2)


def needs_settling(*, settled_by: str, rules_version: str, settled_to_on: date, until_on: date) -> bool:
    """True when zone rules have been published since, or the horizon has come near."""
    return settled_by != rules_version or settled_to_on < until_on
