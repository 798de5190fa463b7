"""What a ticket is about by now, who asked, and which contacts told of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ibis import Table

from trifecta.contacts.events import ContactRecorded
from trifecta.metrics.facts.clock import MICRO
from trifecta.metrics.facts.columns import NONE, Columns, ascending, places_of, replaced, rows_at
from trifecta.metrics.facts.entries import latest, of_kind
from trifecta.metrics.facts.turns import KINDS, TAKING
from trifecta.tickets.events import flow, ownership, structure

_PUT_RIGHT = {
    flow.Recategorized.kind: ("sort", "service", "item", "category"),
    flow.Reprioritized.kind: ("priority",),
    ownership.OwnershipTaken.kind: ("owner",),
}
"""What an entry of a kind says anew, as a whole."""
_KINDS = (flow.Opened.kind, *_PUT_RIGHT, structure.Split.kind, structure.Linked.kind)
_FIELDS = ("contact", "channel", "site", "priority", "owner", "sort", "service", "item", "category", "into")


def told(entries: Table) -> Table:
    """What tickets were about when they were opened, and whatever changed it. Grain: entry."""
    rows = of_kind(entries, *_KINDS)
    fields = {name: rows[f"f_{name}"] for name in _FIELDS}
    return rows.select("kind", "seq", "at_us", ticket=rows.stream_id, customer=rows.f_requester, **fields)


def matters(told: Columns) -> Columns:
    """One row per ticket that was opened, ascending: as it was opened, or as it was put right since."""
    found = ascending(_of_kind(told, flow.Opened.kind), "ticket")
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


def contacts(entries: Table) -> Table:
    """Contacts as often as they were told."""
    told = of_kind(entries, ContactRecorded.kind)
    same = ("customer", "agent", "team", "ticket", "service", "item", "category")
    return told.select(
        **{name: told[f"f_{name}"] for name in (*same, "channel", "direction", "outcome", "handled_s")},
        contact=told.stream_id,
        seq=told.seq,
        started_us=told.at_us,
        wait_s=(told.answered_us - told.at_us) // MICRO,
        is_solved=told.f_solved,
    )


def assignees(entries: Table, teams: Sequence[int]) -> Table:
    """Who was assigned last, of the tickets that these teams ever had."""
    told = entries.filter(entries.f_team.isin(teams) | entries.f_to_team.isin(teams))
    touched = told.filter(told.stream_sort == "ticket").select("stream_id").distinct()
    taking = [kind for kind, turn in KINDS.items() if turn in TAKING]
    return latest(entries.semi_join(touched, "stream_id"), *taking).select(ticket="stream_id", assignee="f_assignee")


def _of_kind(told: Columns, *kinds: str) -> Columns:
    return rows_at(told, np.flatnonzero(np.logical_or.reduce([told["kind"].is_(kind) for kind in kinds])))
