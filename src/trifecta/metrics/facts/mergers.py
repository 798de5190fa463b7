"""In which ticket a matter goes on."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.columns import NONE, Columns, Ints, ascending, at, places_of
from trifecta.metrics.facts.entries import Wanted
from trifecta.tickets.events import structure

TOLD = Wanted("ticket", frozenset({structure.Merged.kind}), ("into",))
_LONGEST = 10
"""Of chains: a history from elsewhere may have tickets that were merged into each other in a circle."""


def going_on(ticket: Ints, merged: Columns) -> Ints:
    """
    By row the ticket that goes on, after all mergers; itself where it was merged into no other. merged: entries TOLD

    >>> first_then = {"ticket": [7, 8], "into": [8, 9], "at_us": [1, 2], "seq": [2, 2]}
    >>> going_on(np.array([7, 5, 8, -1]), {name: np.array(told) for name, told in first_then.items()}).tolist()
    [9, 5, 9, -1]
    """
    latest = ascending(merged, "ticket", latest_by=("at_us", "seq"))
    for _ in range(_LONGEST):
        into = at(latest["into"], places_of(ticket, latest["ticket"]))
        if (into == NONE).all():
            break
        ticket = np.where(into == NONE, ticket, into)
    return ticket
