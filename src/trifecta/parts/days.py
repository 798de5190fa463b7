"""Dates of an address."""

from __future__ import annotations

from datetime import date


def read(text: str | None) -> date | None:
    """
    None for nothing and for what is no date.

    >>> read("2026-11-01"), read("yesterday")
    (datetime.date(2026, 11, 1), None)
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
