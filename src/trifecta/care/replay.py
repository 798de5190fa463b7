"""A survey's row from its story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trifecta.base.entries import Entry, in_order
from trifecta.care.events import SurveyAnswered, SurveySent


def replay(entries: Iterable[Entry]) -> dict[str, Any]:
    """The columns of `care_survey` without words. The latest answer counts (promise case 64)."""
    row: dict[str, Any] = {"answered_at": None, "value": None, "lost_s": None}
    for entry in in_order(entries):
        event = entry.event
        if isinstance(event, SurveySent):
            row |= {"ticket_id": event.ticket, "customer_id": event.customer, "instrument": event.instrument}
            row["sent_at"] = entry.happened_at
        elif isinstance(event, SurveyAnswered):
            row |= {"answered_at": entry.happened_at, "value": event.value, "lost_s": event.lost_s}
    return row
