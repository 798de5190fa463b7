"""What a ticket is about by now, who asked and since when, which contacts told of it, and in which it goes on."""

from __future__ import annotations

from typing import Any

import numpy as np

from trifecta.contacts.events import ContactRecorded
from trifecta.metrics.facts.clock import MICRO
from trifecta.metrics.facts.columns import NONE, Columns, Ints, ascending, at, changes, places_of, replaced, rows_at
from trifecta.metrics.facts.entries import Wanted
from trifecta.tickets.events import flow, ownership, structure

_PUT_RIGHT = {
    flow.Recategorized.kind: ("sort", "service", "item", "category"),
    flow.Reprioritized.kind: ("priority",),
    flow.RequesterNamed.kind: ("requester", "site"),
    ownership.OwnershipTaken.kind: ("owner",),
}
"""What an entry of a kind says anew, as a whole."""
_SAME = ("service", "item", "category", "channel")
_ANSWERED = {"is_confirmed": flow.Validated.kind, "is_left_unanswered": flow.ValidationUnanswered.kind}
TOLD = Wanted(
    "ticket",
    frozenset({flow.Opened.kind, *_PUT_RIGHT, *_ANSWERED.values(), structure.Split.kind, structure.Linked.kind}),
    (*_SAME, "requester", "contact", "site", "priority", "owner", "sort", "into"),
)
"""What tickets were about when they were opened, and whatever changed it."""
CONTACTS = Wanted(
    "contact",
    frozenset({ContactRecorded.kind}),
    (*_SAME, "customer", "agent", "team", "ticket", "direction", "outcome", "handled_s", "answered_at", "solved"),
)

ABSORBED = Wanted("ticket", frozenset({structure.Absorbed.kind}), ("started_at",))
"""On the ticket that took another one in: since when that was waited for."""
MERGED = Wanted("ticket", frozenset({structure.Merged.kind}), ("into",))
_LONGEST_CHAIN = 10
"""Of mergers: a history from elsewhere may have tickets that were merged into each other in a circle."""


def matters(told: Columns) -> dict[str, Any]:
    """One row per ticket that was opened, ascending: as it was opened, or as it was put right since."""
    found = ascending(_of_kind(told, flow.Opened.kind), "ticket")
    for kind, names in _PUT_RIGHT.items():
        latest = ascending(_of_kind(told, kind), "ticket", latest_by=("at_us", "seq"))
        places = places_of(found["ticket"], latest["ticket"])
        found |= {name: replaced(found[name], latest[name], places) for name in names}
    found["customer"] = found["requester"]
    marks = {name: told["ticket"][told["kind"].is_(kind)] for name, kind in _ANSWERED.items()}
    marks["is_split_off"] = told["into"][told["kind"].is_(structure.Split.kind)]
    return {**found, **{name: places_of(found["ticket"], np.unique(of)) != NONE for name, of in marks.items()}}


def owner_change_counts(told: Columns, *, nobody: int) -> Ints:
    """By ticket in ascending order, how often somebody else came to own it; nobody: who owns by no name."""
    is_opened = told["kind"].is_(flow.Opened.kind)
    opened = ascending({name: told[name][is_opened] for name in ("ticket", "owner")}, "ticket")
    ticket, first_owner = opened["ticket"], opened["owner"]
    taken = _of_kind(told, ownership.OwnershipTaken.kind)
    order = np.lexsort((taken["seq"], taken["at_us"], taken["ticket"]))
    places, owner = places_of(taken["ticket"][order], ticket), taken["owner"][order]
    before = np.where(changes(places), at(first_owner, places), np.append(NONE, owner[:-1]))
    changed = (places != NONE) & (owner != before) & (before != nobody)
    return np.bincount(places[changed], minlength=ticket.size)


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


def waited_since(tickets: Columns, absorbed: Columns, *, until_us: Ints) -> Ints:
    """
    By ticket, when the customer began to wait for what came at `until_us`, or has not come yet (NONE).

    tickets: `ticket`, ascending, and `opened_us`. absorbed: the entries ABSORBED
    What was taken in only later was waited for elsewhere (promise case 42 says the same of promises that have ended).

    >>> tickets = {"ticket": np.array([7, 9]), "opened_us": np.array([50, 50])}
    >>> absorbed = {"ticket": np.array([9, 7]), "at_us": np.array([60, 80]), "started_at": np.array([20, 30])}
    >>> waited_since(tickets, absorbed, until_us=np.array([70, NONE])).tolist()
    [50, 20]
    """
    places = places_of(absorbed["ticket"], tickets["ticket"])
    came_us = at(until_us, places)
    counts = (places != NONE) & ((came_us == NONE) | (absorbed["at_us"] <= came_us))
    found: Ints = tickets["opened_us"].astype(np.int64)
    np.minimum.at(found, places[counts], absorbed["started_at"][counts].astype(np.int64))
    return found


def going_on(ticket: Ints, merged: Columns) -> Ints:
    """
    By row the ticket that goes on, after all mergers; itself where it was merged into no other. merged: entries MERGED

    >>> first_then = {"ticket": [7, 8], "into": [8, 9], "at_us": [1, 2], "seq": [2, 2]}
    >>> going_on(np.array([7, 5, 8, -1]), {name: np.array(told) for name, told in first_then.items()}).tolist()
    [9, 5, 9, -1]
    """
    latest = ascending(merged, "ticket", latest_by=("at_us", "seq"))
    for _ in range(_LONGEST_CHAIN):
        into = at(latest["into"], places_of(ticket, latest["ticket"]))
        if (into == NONE).all():
            break
        ticket = np.where(into == NONE, ticket, into)
    return ticket


def _of_kind(told: Columns, *kinds: str) -> Columns:
    return rows_at(told, np.flatnonzero(np.logical_or.reduce([told["kind"].is_(kind) for kind in kinds])))
