"""The fact `contacts`."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts import repeats
from trifecta.metrics.facts.clock import Times
from trifecta.metrics.facts.columns import NONE, Columns, Ints, ascending, at, in_order, places_of, rows_at
from trifecta.metrics.facts.names import Names


def linked(told: Columns, links: Columns) -> Columns:
    """The contacts with their tickets; a contact that is told of several belongs to the first of them."""
    first = ascending(rows_at(links, in_order(links["ticket"])), "contact")
    own, other = told["ticket"], at(first["ticket"], places_of(told["contact"], first["contact"]))
    one_is_missing = (own == NONE) | (other == NONE)
    return {**told, "ticket": np.where(one_is_missing, np.maximum(own, other), np.minimum(own, other))}


def contacts(told: Columns, tickets: Columns, names: Names, times: Times) -> Columns:
    """One row per contact. tickets: the columns of that fact."""
    solved_us: Ints = at(tickets["first_resolved_us"], places_of(told["ticket"], tickets["ticket"]))
    return {
        **told,
        **names.homes(told["customer"]),
        **_seen(told, tickets, names),
        "level": names.level(told["team"]),
        "started_on": times.zone.day(told["started_us"]),
        "started_for_s": times.since_s(told["started_us"]),
        "is_repeated": repeats.of_contacts(told, solved_us),
    }


def _seen(told: Columns, tickets: Columns, names: Names) -> Columns:
    """Who may see a contact: those who may see its ticket; without one, those who may see its team's."""
    places = places_of(told["ticket"], tickets["ticket"])
    alone = told["ticket"] == NONE
    own_agent = np.where(names.is_restricted(told["team"]), told["agent"], NONE)
    return {
        "current_team": np.where(alone, told["team"], at(tickets["current_team"], places)),
        "owner": at(tickets["owner"], places),
        "assignee": np.where(alone, own_agent, at(tickets["assignee"], places)),
    }
