"""A contact's row from its one event."""

from __future__ import annotations

from typing import Any

from trifecta.base.entries import Entry, in_order
from trifecta.contacts.events import ContactRecorded

_RENAMED = ("customer", "agent", "team", "service", "item", "category")
_SAME = ("channel", "direction", "outcome", "answered_at", "ended_at", "handled_s", "solved")


def replay(entries: list[Entry]) -> dict[str, Any]:
    """The columns of `contacts_contact`, by name. The latest telling counts."""
    told = in_order(entries)[-1]
    event = told.event
    assert isinstance(event, ContactRecorded)
    row: dict[str, Any] = {f"{name}_id": getattr(event, name) for name in _RENAMED}
    row.update({name: getattr(event, name) for name in _SAME})
    row["started_at"] = told.happened_at
    return row
