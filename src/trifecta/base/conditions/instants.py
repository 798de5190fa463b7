"""Instants as a condition writes them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Beyond, a midnight in some zone has no instant that every database keeps."""


def instant(text: str, *, zone: tzinfo) -> datetime:
    """
    The instant of a day's midnight, or of an ISO time, to the second. Raises ValueError.

    >>> instant("2026-03-01T09:30+01:00", zone=UTC).isoformat()
    '2026-03-01T08:30:00+00:00'
    """
    said = datetime.fromisoformat(text).replace(microsecond=0)
    if not FIRST_YEAR <= said.year <= LAST_YEAR:
        raise ValueError(f"{said.year} is out of reach")
    return (said if said.tzinfo else said.replace(tzinfo=zone)).astimezone(UTC)


def instant_text(value: datetime, *, zone: tzinfo) -> str:
    """
    The day, where the instant is its midnight, else the time in UTC.

    >>> instant_text(datetime(2026, 3, 1, tzinfo=UTC), zone=UTC)
    '2026-03-01'
    """
    day = value.astimezone(zone).date().isoformat()
    begins = instant(day, zone=zone) if value.year > FIRST_YEAR else None
    return day if begins == value else stored(value)


def stored(value: datetime) -> str:
    """
    >>> stored(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    '2026-03-01T09:30:00Z'
    """
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
