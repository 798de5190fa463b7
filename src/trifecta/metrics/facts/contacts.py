"""The fact `contacts`."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.clock import Times
from trifecta.metrics.facts.columns import NONE, Columns, at, places_of
from trifecta.metrics.facts.names import Names


def contacts(told: Columns, tickets: Columns, names: Names, times: Times, *, repeats: Columns) -> Columns:
    """One row per contact. tickets: the columns of that fact; repeats: ascending `contact`, and `is_repeated`."""
    again = places_of(told["contact"], repeats["contact"])
    return {
        **told,
        **names.homes(told["customer"]),
        **_seen(told, tickets, names),
        "level": names.level(told["team"]),
        "started_on": times.zone.day(told["started_us"]),
        "started_for_s": times.since_s(told["started_us"]),
        "is_repeated": at(repeats["is_repeated"], again),
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
