"""What a ticket is about by now, who asked, and which contacts told of it."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis import Table
from ibis.expr.types import IntegerValue, Value

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
    ContactRecorded.kind,
)
"""Kinds that are looked up one by one, so that their entries are kept apart first."""


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
        channel=joined.f_channel,
        customer=joined.f_requester,
        site=joined.f_site,
        priority=ibis.ifelse(joined.rank_ticket.notnull(), joined.rank_priority, joined.f_priority),
        owner=joined.taken_owner.coalesce(joined.f_owner),
        is_split_off=joined.split_ticket.notnull(),
        **{name: _put_right(joined, name) for name in ("sort", "service", "item", "category")},
    )


def contacts(entries: Table, rare: Table) -> Table:
    """One row per contact, as it was told last, with its ticket."""
    told = latest(rare, ContactRecorded.kind)
    same = ("customer", "agent", "team", "service", "item", "category", "channel", "direction", "outcome", "handled_s")
    own = told.select(
        **{name: told[f"f_{name}"] for name in same},
        told_contact=told.stream_id,
        started_us=told.at_us,
        wait_s=(told.answered_us - told.at_us) // MICRO,
        is_solved=told.f_solved,
    )
    links = _links(entries, rare)
    joined = own.left_join(links, own.told_contact == links.contact)
    return joined.mutate(contact=joined.told_contact).drop("told_contact")


def assignees(entries: Table, teams: Sequence[int]) -> Table:
    """Who was assigned last, of the tickets that these teams ever had."""
    told = entries.filter(entries.f_team.isin(teams) | entries.f_to_team.isin(teams))
    touched = told.filter(told.stream_sort == "ticket").select("stream_id").distinct()
    taking = [kind for kind, turn in KINDS.items() if turn in TAKING]
    return latest(entries.semi_join(touched, "stream_id"), *taking).select(ticket="stream_id", assignee="f_assignee")


def about(rows: Table) -> IntegerValue:
    """The same thing again: the same service or, where none is known, the same category."""
    return (rows.service * 2).coalesce(rows.category * 2 + 1)


def _links(entries: Table, rare: Table) -> Table:
    """Contact and the ticket it was about, told by either of them. Grain: contact."""
    own, later = of_kind(rare, ContactRecorded.kind), of_kind(rare, structure.Linked.kind)
    first = of_kind(entries, flow.Opened.kind)
    every = ibis.union(
        own.select(contact=own.stream_id, ticket=own.f_ticket),
        first.select(contact=first.f_contact, ticket=first.stream_id),
        later.select(contact=later.f_contact, ticket=later.stream_id),
    )
    known = every.filter(every.contact.notnull() & every.ticket.notnull())
    return known.group_by("contact").agg(ticket=known.ticket.min())


def _renamed(entries: Table, prefix: str, *fields: str) -> Table:
    return entries.select(**{f"{prefix}_ticket": "stream_id"}, **{f"{prefix}_{name}": f"f_{name}" for name in fields})


def _put_right(joined: Table, name: str) -> Value:
    return ibis.ifelse(joined.anew_ticket.notnull(), joined[f"anew_{name}"], joined[f"f_{name}"])
