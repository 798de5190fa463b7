"""What contacts, replies and moves as a whole tell of the tickets: further columns of the fact `tickets`."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts import repeats
from trifecta.metrics.facts import replies as said
from trifecta.metrics.facts.columns import NONE, Columns, Ints, Mask, at, places_of


def touches(tickets: Columns, contacts: Columns, replies: Columns) -> Columns:
    """contacts: each with the ticket in which its matter goes on."""
    replied = tickets["opened_us"][tickets["first_response_us"] != NONE]
    moved = tickets["opened_us"][tickets["team_change_count"] > 0]
    return {
        **_counts(tickets, contacts),
        "reply_count": said.early_counts(tickets, replies),
        "is_repeated": repeats.of_tickets(tickets, contacts),
        "conversation_is_told": _since_first(tickets["opened_us"], replied),
        "moves_are_told": _since_first(tickets["opened_us"], moved),
        "contacts_are_told": _since_first(tickets["opened_us"], contacts["started_us"]),
    }


def _counts(tickets: Columns, contacts: Columns) -> Columns:
    places = places_of(contacts["ticket"], tickets["ticket"])
    solved = at(tickets["first_resolved_us"], places)
    linked = (places != NONE) & contacts["direction"].is_("inbound")
    early = linked & ((solved == NONE) | (contacts["started_us"] <= solved))
    count = tickets["ticket"].size
    return {
        "contact_count": np.bincount(places[linked], minlength=count),
        "early_contact_count": np.bincount(places[early], minlength=count),
    }


def _since_first(instant_us: Ints, recorded_us: Ints) -> Mask:
    """Whether it lies after recording began: before the first record, its absence tells nothing."""
    if not recorded_us.size:
        return np.zeros(instant_us.size, bool)
    found: Mask = instant_us >= recorded_us.min()
    return found
