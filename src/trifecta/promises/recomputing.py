"""
Clocks of many tickets read anew: after an import, a new version of the book or of a calendar, or because somebody asks.

Goes through the tickets in batches, each in a transaction with the mark of how far it is, so a killed recomputing goes
on where it stopped. Nobody is warned: what a recomputing finds broken was broken long ago.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.log import journal
from trifecta.log.sheet import Sheet
from trifecta.promises import keeping
from trifecta.promises.loading import in_force
from trifecta.promises.models import Clock, Recomputing
from trifecta.tickets.models import Ticket

TICKETS, ENTRIES = 500, 5_000
"""In a batch."""
KEY = ("ticket_id", *keeping.KEY)
COLUMNS = (*keeping.READ, "read_at", "changed_at")


def ask(*, by: Actor, at: datetime, ended_too: bool = False, after_entry: int | None = None) -> Recomputing:
    """Have clocks read anew. after_entry: only those of tickets that the log has spoken of since."""
    return Recomputing.objects.create(
        asked_at=at, asked_by=by.actor, ended_too=ended_too, after_entry=after_entry, position=after_entry or 0
    )


def recompute(*, at: datetime) -> int:
    """Do the next batch of the oldest job; return how many tickets were read, 0 when nothing is asked for."""
    with transaction.atomic():
        job = Recomputing.objects.select_for_update().filter(done_at=None).order_by("pk").first()
        if job is None:
            return 0
        tickets, position = _next(job)
        if position == job.position:
            job.done_at = at
        job.changed_count += read_anew(tickets, ended_too=job.ended_too, at=at)
        job.read_count += len(tickets)
        job.position = position
        job.save(update_fields=["done_at", "changed_count", "read_count", "position"])
    return len(tickets) or int(job.done_at is None)


def _next(job: Recomputing) -> tuple[list[int], int]:
    if job.after_entry is None:
        following = Ticket.objects.filter(pk__gt=job.position).order_by("pk").values_list("pk", flat=True)
        tickets = list(following[:TICKETS])
        return tickets, tickets[-1] if tickets else job.position
    streams, position = journal.streams_since(job.position, most=ENTRIES)
    return [int(stream[7:]) for stream in streams if stream.startswith("ticket:")], position


def read_anew(tickets: Sequence[int], *, ended_too: bool, at: datetime) -> int:
    """Keep the clocks of these tickets as they are now; return how many rows changed."""
    force, rows = in_force(at=at), _rows_of(tickets)
    changed: list[tuple[Any, ...]] = []
    gone: list[int] = []
    for stream, entries in journal.read_many([ids.stream("ticket", ticket) for ticket in tickets]):
        ticket = int(stream[7:])
        known = rows.get(ticket, {})
        kept = {key for key, row in known.items() if not (row["is_open"] or ended_too)}
        found = {keeping.key_of(run): run for run in keeping.read(entries, at=at, force=force)}
        gone += [row["id"] for key, row in known.items() if key not in found and key not in kept]
        for key, run in found.items():
            told = keeping.columns(run, force=force)
            if key not in kept and keeping.is_news(told, known.get(key)):
                changed.append((ticket, *key, *(told[name] for name in keeping.READ), at, at))
    sheet = Sheet()
    sheet.put(Clock, KEY, COLUMNS, changed)
    sheet.write()
    if gone:
        Clock.objects.filter(pk__in=gone).delete()
    return len(changed) + len(gone)


def _rows_of(tickets: Sequence[int]) -> dict[int, dict[keeping.Key, dict[str, Any]]]:
    rows: dict[int, dict[keeping.Key, dict[str, Any]]] = {}
    kept = Clock.objects.filter(ticket__in=tickets).values("id", "ticket_id", *keeping.KEY, *keeping.READ)
    for row in kept:
        rows.setdefault(row["ticket_id"], {})[row["promise"], row["subject"], row["run"]] = row
    return rows
