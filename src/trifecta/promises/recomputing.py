"""
Clocks of many tickets read anew: after an import, a new version of the book or of a calendar, or because somebody asks.

Goes through the tickets in batches and notes how far it is with each, so a killed recomputing goes on where it stopped.
Nobody is warned of what other hours or terms make broken: that was long ago. Reading needs no lock; only the writing of
a batch is a transaction, and a ticket of which the log has spoken meanwhile is read again in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.collector import without_collector
from trifecta.log import journal
from trifecta.log.sheet import Sheet
from trifecta.promises import keeping, kept
from trifecta.promises.loading import InForce, in_force
from trifecta.promises.models import Clock, Recomputing
from trifecta.tickets.models import OPEN, Ticket

TICKETS, ENTRIES = 500, 5_000
"""In a batch."""
LEASE = timedelta(minutes=2)
"""After this a job that someone took is free again; each batch renews it."""
MOST_NEWS = 100_000
KEY = ("ticket_id", *kept.KEY)
COLUMNS = (*kept.READ, "read_at", "changed_at")


def ask(
    *, by: Actor, at: datetime, ended_too: bool = False, after_entry: int | None = None, parts: int = 1
) -> list[Recomputing]:
    """
    Have clocks read anew; in several parts, if several are to work at it.

    ended_too: what has ended as well; else tickets of which all is over are passed by.
    after_entry: only clocks of tickets that the log has spoken of since.
    """
    if after_entry is not None:
        asked = {"after_entry": after_entry, "position": after_entry}
        return [Recomputing.objects.create(asked_at=at, asked_by=by.actor, ended_too=ended_too, **asked)]
    latest = Ticket.objects.aggregate(latest=Max("pk"))["latest"] or 0
    edges = [latest * part // parts for part in range(parts)]
    ends = [*edges[1:], None]  # the last part takes what is opened meanwhile, too
    return [
        Recomputing.objects.create(
            asked_at=at, asked_by=by.actor, ended_too=ended_too, position=position, last_ticket=end
        )
        for position, end in zip(edges, ends, strict=True)
    ]


def take(*, at: datetime) -> Recomputing | None:
    """The oldest job that nobody works at, for whoever asks."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - LEASE)
    for job in Recomputing.objects.filter(free, done_at=None).order_by("pk"):
        if Recomputing.objects.filter(free, pk=job.pk, done_at=None).update(claimed_at=at):
            return job
    return None


def go_on(job: Recomputing, *, at: datetime) -> bool:
    """Do the next batch of a job; return whether there is more."""
    tickets, position = _next(job)
    batch = _Batch(tickets, ended_too=job.ended_too, at=at)
    with without_collector():
        batch.read()
    with transaction.atomic():
        job.changed_count += batch.write()
        job.read_count += len(tickets)
        job.done_at = at if position == job.position else None
        job.position, job.claimed_at = position, at
        job.save(update_fields=["changed_count", "read_count", "done_at", "position", "claimed_at"])
    return job.done_at is None


def _next(job: Recomputing) -> tuple[list[int], int]:
    if job.after_entry is None:
        following = Ticket.objects.filter(pk__gt=job.position).order_by("pk")
        if job.last_ticket is not None:
            following = following.filter(pk__lte=job.last_ticket)
        if not job.ended_too:
            clocks = Clock.objects.filter(ticket=OuterRef("pk"))
            following = following.filter(OPEN | Exists(clocks.filter(is_open=True)) | ~Exists(clocks))
        tickets = list(following.values_list("pk", flat=True)[:TICKETS])
        return tickets, tickets[-1] if tickets else job.position
    streams, position = journal.streams_since(job.position, most=ENTRIES)
    return _tickets(streams), position


def _tickets(streams: Sequence[str]) -> list[int]:
    return [int(stream[7:]) for stream in streams if stream.startswith("ticket:")]


@dataclass(slots=True)
class _Batch:
    tickets: Sequence[int]
    ended_too: bool = field(kw_only=True)
    at: datetime = field(kw_only=True)
    seen: int = 0
    changed: dict[int, list[tuple[Any, ...]]] = field(default_factory=dict)
    gone: dict[int, list[int]] = field(default_factory=dict)

    def read(self) -> None:
        """What the rows of these tickets should be."""
        self.seen = journal.latest_id()
        self._read(self.tickets, in_force(at=self.at))

    def _read(self, tickets: Sequence[int], force: InForce) -> None:
        known = kept.of_many(tickets)
        for stream, entries in journal.read_many([ids.stream("ticket", ticket) for ticket in tickets]):
            ticket = int(stream[7:])
            rows = known.get(ticket, {})
            stays = {key for key, row in rows.items() if not (row.is_open or self.ended_too)}
            runs = {kept.key_of(run): run for run in keeping.read(entries, at=self.at, force=force)}
            self.gone[ticket] = [row.id for key, row in rows.items() if key not in runs and key not in stays]
            self.changed[ticket] = [
                (ticket, *key, *kept.row(run, force=force), self.at, self.at)
                for key, run in runs.items()
                if key not in stays and (key not in rows or rows[key].news != kept.news(run))
            ]

    def write(self) -> int:
        """Inside a transaction; return how many rows changed."""
        # Acts hold the ticket's row, so after this nothing that they tell is still on its way.
        held = Ticket.objects.select_for_update(no_key=True).filter(pk__in=self.tickets).order_by("pk")
        there = list(held.values_list("pk", flat=True))
        news, _ = journal.streams_since(self.seen, most=MOST_NEWS)
        force, moved = in_force(at=self.at), set(there) & set(_tickets(news))
        # What came to pass by itself before this is still to be told, as the sweep would have told it.
        due = {clock.ticket_id for clock in Clock.objects.due(self.at).filter(ticket__in=there)}
        for ticket in sorted(due):
            keeping.keep(ticket, at=self.at, force=force)
        if moved or due:
            self._read(sorted(moved | due), force)
        rows = [row for told in self.changed.values() for row in told]
        gone = [row for ids_of in self.gone.values() for row in ids_of]
        sheet = Sheet()
        sheet.put(Clock, KEY, COLUMNS, rows)
        sheet.write()
        if gone:
            Clock.objects.filter(pk__in=gone).delete()
        return len(rows) + len(gone)
