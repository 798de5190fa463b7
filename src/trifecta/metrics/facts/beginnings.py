"""Since when a customer waits: for a ticket that took others in, since the earliest of them was opened."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.columns import NONE, Columns, Ints, at, places_of
from trifecta.metrics.facts.entries import Wanted
from trifecta.tickets.events import structure

TOLD = Wanted("ticket", frozenset({structure.Absorbed.kind}), ("started_at",))


def earliest(tickets: Columns, absorbed: Columns, *, until_us: Ints) -> Ints:
    """
    By ticket, when the customer began to wait for what came at `until_us`, or has not come yet (NONE).

    tickets: `ticket`, ascending, and `opened_us`. absorbed: the entries TOLD
    What was taken in only later was waited for elsewhere (promise case 42 says the same of promises that have ended).

    >>> tickets = {"ticket": np.array([7, 9]), "opened_us": np.array([50, 50])}
    >>> absorbed = {"ticket": np.array([9, 7]), "at_us": np.array([60, 80]), "started_at": np.array([20, 30])}
    >>> earliest(tickets, absorbed, until_us=np.array([70, NONE])).tolist()
    [50, 20]
    """
    places = places_of(absorbed["ticket"], tickets["ticket"])
    came_us = at(until_us, places)
    counts = (places != NONE) & ((came_us == NONE) | (absorbed["at_us"] <= came_us))
    found: Ints = tickets["opened_us"].astype(np.int64)
    np.minimum.at(found, places[counts], absorbed["started_at"][counts].astype(np.int64))
    return found
