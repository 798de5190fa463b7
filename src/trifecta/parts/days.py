"""Dates of an address."""

from __future__ import annotations

from datetime import date

YEARS = range(1900, 3000)


def read(text: str | None) -> date | None:
    """
    None for nothing, for what is no date, and for one so far off that no period before or after it can be told.

    >>> read("2026-11-01"), read("yesterday"), read("0001-01-01")
    (datetime.date(2026, 11, 1), None, None)
    """
    try:
        on = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return on if on is None or on.year in YEARS else None
