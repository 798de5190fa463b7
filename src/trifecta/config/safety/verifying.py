"""The log is replayed and held against the rows, stream by stream: what differs is told in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from trifecta.base.entries import Entry
from trifecta.care import replay as care
from trifecta.contacts import replay as contacts
from trifecta.log import journal, trail
from trifecta.records import replay as records
from trifecta.tickets import replay as tickets

Replay = Callable[[list[Entry]], dict[str, Any]]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Replayed:
    """A sort of thing whose row is made from its stream."""

    sort: str
    model: str
    replay: Replay


SORTS = (
    Replayed("ticket", "tickets.Ticket", tickets.replay),
    Replayed("contact", "contacts.Contact", contacts.replay),
    Replayed("change", "records.Change", lambda entries: records.replay_change(entries)[0]),
    Replayed("problem", "records.Problem", records.replay_problem),
    Replayed("survey", "care.Survey", care.replay),
)
Watch = Callable[[int], object]
"""Told how many rows more have been looked at."""


def differences(*, watch: Watch = bool) -> Iterator[str]:
    """One sentence for each row that is not what its story says, in the same memory for a desk of any size."""
    for sort in SORTS:
        model, latest = apps.get_model(sort.model), 0
        while rows := list(model._default_manager.filter(pk__gt=latest).order_by("pk")[:BATCH]):
            yield from _compared(sort, rows)
            latest = rows[-1].pk
            watch(len(rows))
        yield from (f"{sort.sort}:{number} is told of in the log and has no row." for number in _lost(sort, model))


def count() -> int:
    """How many rows there are to look at."""
    return sum(apps.get_model(sort.model)._default_manager.count() for sort in SORTS)


def _compared(sort: Replayed, rows: Sequence[Model]) -> Iterator[str]:
    """What differs is looked at once more: somebody may have been at work between the two readings."""
    doubtful = [row.pk for row in rows if any(_of_each(sort, [row]))] if any(_of_each(sort, rows)) else []
    yield from _of_each(sort, [type(row)._default_manager.get(pk=row.pk) for row in rows if row.pk in doubtful])


def _of_each(sort: Replayed, rows: Sequence[Model]) -> Iterator[str]:
    by_stream = {f"{sort.sort}:{row.pk}": row for row in rows}
    for stream, entries in journal.read_many(list(by_stream)):
        yield from _difference(sort, stream, entries, by_stream[stream])


def _difference(sort: Replayed, stream: str, entries: list[Entry], row: Model) -> Iterator[str]:
    if not entries:
        yield f"{stream} has a row and no story in the log."
        return
    if entries[-1].seq != len(entries):
        yield f"{stream} lacks entries: its story has {len(entries)} and counts to {entries[-1].seq}."
        return
    for column, replayed in sort.replay(entries).items():
        there = getattr(row, column)
        if there != replayed:
            yield f"{stream} has {column} = {there!r} in its row, and its story says {replayed!r}."


def _lost(sort: Replayed, model: type[Model]) -> list[int]:
    """Streams without a row; they are looked for only when the numbers do not agree."""
    if trail.count_streams(sort.sort) <= model._default_manager.count():
        return []
    told = trail.stream_ids(sort.sort)
    there = set(model._default_manager.values_list("pk", flat=True).iterator())
    return sorted(number for number in told if number not in there)
