"""What a ticket is about by now, who asked, and which contacts told of it: as queries."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis import Table
from ibis.expr.types import Value

from trifecta.contacts.events import ContactRecorded
from trifecta.metrics.facts.clock import MICRO
from trifecta.metrics.facts.entries import latest, of_kind
from trifecta.metrics.facts.turns import KINDS, TAKING
from trifecta.tickets.events import flow, ownership, structure

RARE = (
    flow.Recategorized.kind,
    flow.Reprioritized.kind,
    ownership.OwnershipTaken.kind,
    structure.Split.kind,
    structure.Linked.kind,
)
"""Kinds that are looked up one by one, so that their entries are kept apart first."""
_RARE_FIELDS = ("sort", "service", "item", "category", "priority", "owner", "into", "contact")


def rare(entries: Table) -> Table:
    """The entries of these kinds, with what is looked up in them."""
    told = of_kind(entries, *RARE)
    return told.select("kind", "stream_id", "seq", "at_us", *(f"f_{name}" for name in _RARE_FIELDS))


def matters(entries: Table, rare: Table) -> Table:
    """One row per ticket that was opened: as it was opened, or as it was put right since."""
    opened = of_kind(entries, flow.Opened.kind)
    anew = _renamed(latest(rare, flow.Recategorized.kind), "anew", "sort", "service", "item", "category")
    rank = _renamed(latest(rare, flow.Reprioritized.kind), "rank", "priority")
    taken = _renamed(latest(rare, ownership.OwnershipTaken.kind), "taken", "owner")
    split = of_kind(rare, structure.Split.kind).select(split_ticket="f_into").distinct()
    joined = (
        opened.left_join(anew, opened.stream_id == anew.anew_ticket)
        .left_join(rank, opened.stream_id == rank.rank_ticket)
        .left_join(taken, opened.stream_id == taken.taken_ticket)
        .left_join(split, opened.stream_id == split.split_ticket)
    )
    return joined.select(
        ticket=joined.stream_id,
        contact=joined.f_contact,
        channel=joined.f_channel,
        customer=joined.f_requester,
        site=joined.f_site,
        priority=ibis.ifelse(joined.rank_ticket.notnull(), joined.rank_priority, joined.f_priority),
        owner=joined.taken_owner.coalesce(joined.f_owner),
        is_split_off=joined.split_ticket.notnull(),
        **{name: _put_right(joined, name) for name in ("sort", "service", "item", "category")},
    )


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


def links(rare: Table) -> Table:
    """Tickets that were linked to a contact after it was told."""
    linked = of_kind(rare, structure.Linked.kind)
    return linked.filter(linked.f_contact.notnull()).select(contact="f_contact", ticket="stream_id")


def assignees(entries: Table, teams: Sequence[int]) -> Table:
    """Who was assigned last, of the tickets that these teams ever had."""
    told = entries.filter(entries.f_team.isin(teams) | entries.f_to_team.isin(teams))
    touched = told.filter(told.stream_sort == "ticket").select("stream_id").distinct()
    taking = [kind for kind, turn in KINDS.items() if turn in TAKING]
    return latest(entries.semi_join(touched, "stream_id"), *taking).select(ticket="stream_id", assignee="f_assignee")


def _renamed(entries: Table, prefix: str, *fields: str) -> Table:
    return entries.select(**{f"{prefix}_ticket": "stream_id"}, **{f"{prefix}_{name}": f"f_{name}" for name in fields})


def _put_right(joined: Table, name: str) -> Value:
    return ibis.ifelse(joined.anew_ticket.notnull(), joined[f"anew_{name}"], joined[f"f_{name}"])
