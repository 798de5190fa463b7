"""What stood before a step of a ticket's story, so that the step can say from what it led."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trifecta.tickets.timeline import Moment

KEPT = {"ticket.opened": "priority", "ticket.reprioritized": "priority"}


def priorities(moments: Iterable[Moment]) -> dict[int, Any]:
    """By the number of each step: the priority before it, None where it was not known."""
    before: dict[int, Any] = {}
    current = None
    for moment in moments:
        before[moment.seq] = current
        if moment.kind in KEPT:
            current = moment.facts.get("priority")
    return before
