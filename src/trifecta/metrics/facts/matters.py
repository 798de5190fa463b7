"""What a ticket is about by now, who asked, and which contacts told of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from trifecta.contacts.events import ContactRecorded
from trifecta.metrics.facts.clock import MICRO
from trifecta.metrics.facts.columns import NONE, Columns, ascending, places_of, replaced, rows_at
from trifecta.metrics.facts.entries import Wanted
from trifecta.tickets.events import flow, ownership, structure

_PUT_RIGHT = {
    flow.Recategorized.kind: ("sort", "service", "item", "category"),
    flow.Reprioritized.kind: ("priority",),
    ownership.OwnershipTaken.kind: ("owner",),
}
"""What an entry of a kind says anew, as a whole."""
_SAME = ("service", "item", "category", "channel")
TOLD = Wanted(
    "ticket",
    frozenset({flow.Opened.kind, *_PUT_RIGHT, structure.Split.kind, structure.Linked.kind}),
    (*_SAME, "requester", "contact", "site", "priority", "owner", "sort", "into"),
)
"""What tickets were about when they were opened, and whatever changed it."""
CONTACTS = Wanted(
    "contact",
    frozenset({ContactRecorded.kind}),
    (*_SAME, "customer", "agent", "team", "ticket", "direction", "outcome", "handled_s", "answered_at", "solved"),
)


def matters(told: Columns) -> dict[str, Any]:
    """One row per ticket that was opened, ascending: as it was opened, or as it was put right since."""
    found = ascending(_of_kind(told, flow.Opened.kind), "ticket")
    found["customer"] = found["requester"]
    for kind, names in _PUT_RIGHT.items():
        latest = ascending(_of_kind(told, kind), "ticket", latest_by=("at_us", "seq"))
        places = places_of(found["ticket"], latest["ticket"])
        found |= {name: replaced(found[name], latest[name], places) for name in names}
    split_off = np.unique(_of_kind(told, structure.Split.kind)["into"])
    return {**found, "is_split_off": places_of(found["ticket"], split_off) != NONE}


def links(told: Columns) -> Columns:
    """`ticket` and the `contact` that told of it, as it was opened or linked later."""
    linked = _of_kind(told, flow.Opened.kind, structure.Linked.kind)
    return rows_at(linked, np.flatnonzero(linked["contact"] != NONE))


def contacts(told: Columns) -> Columns:
    """One row per contact, ascending: as it was told last."""
    found = ascending(told, "contact", latest_by=("at_us", "seq"))
    answered_us, started_us = found.pop("answered_at"), found.pop("at_us")
    return {
        **found,
        "started_us": started_us,
        "wait_s": np.where(answered_us == NONE, NONE, (answered_us - started_us) // MICRO),
        "is_solved": found["solved"],
    }


def _of_kind(told: Columns, *kinds: str) -> Columns:
    return rows_at(told, np.flatnonzero(np.logical_or.reduce([told["kind"].is_(kind) for kind in kinds])))
