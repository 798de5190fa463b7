"""The fact `contacts`."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from trifecta.metrics.facts import repeats
from trifecta.metrics.facts.clock import Times
from trifecta.metrics.facts.columns import NONE, Columns, Ints, ascending, at, places_of
from trifecta.metrics.facts.names import Names


def linked(told: Columns, links: Iterable[Columns]) -> Columns:
    """The contacts with their tickets, told by themselves or by links of `contact` and `ticket`: the lowest of each."""
    tickets = told["ticket"]
    for link in links:
        known = np.flatnonzero(link["contact"] != NONE)
        order = known[np.argsort(link["ticket"][known], kind="stable")]
        lowest = ascending({name: link[name][order] for name in ("contact", "ticket")}, "contact")
        other = at(lowest["ticket"], places_of(told["contact"], lowest["contact"]))
        tickets = np.where((tickets == NONE) | (other == NONE), np.maximum(tickets, other), np.minimum(tickets, other))
    return {**told, "ticket": tickets}


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
