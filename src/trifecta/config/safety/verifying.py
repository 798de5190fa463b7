"""The log is replayed and held against the rows, stream by stream: what differs is told in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from trifecta.base.entries import Entry
from trifecta.care import replay as care
from trifecta.config.safety import beside
from trifecta.contacts import replay as contacts
from trifecta.log import journal, trail
from trifecta.log.sheet import Sheet
from trifecta.records import replay as records
from trifecta.tickets import replay as tickets

Replay = Callable[[list[Entry]], dict[str, Any]]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Replayed:
    """A sort of thing whose row is made from its stream; has_more: other rows as well, which stand beside it."""

    sort: str
    model: str
    replay: Replay
    has_more: bool = False


SORTS = (
    Replayed("ticket", "tickets.Ticket", tickets.replay, has_more=True),
    Replayed("contact", "contacts.Contact", contacts.replay),
    Replayed("change", "records.Change", lambda entries: records.replay_change(entries)[0]),
    Replayed("problem", "records.Problem", records.replay_problem),
    Replayed("survey", "care.Survey", care.replay),
)
Watch = Callable[[int], object]
"""Told how many rows more have been looked at."""


def differences(*, at: datetime, watch: Watch = bool) -> Iterator[str]:
    """One sentence for each row that is not what its story says, in the same memory for a desk of any size."""
    for sort in SORTS:
        for rows in _batches(sort):
            yield from _compared(sort, rows, at)
            watch(len(rows))
        lost = _lost(sort, apps.get_model(sort.model))
        yield from (f"{sort.sort}:{number} is told of in the log and has no row." for number in lost)


def repair(*, at: datetime, watch: Watch = bool) -> int:
    """
    Write the rows that differ anew from their stories; of how many things there were some.

    The log is right: a column that came with a newer version is filled from what was told all along.
    """
    repaired = 0
    for sort in SORTS:
        for rows in _batches(sort):
            repaired += _rewritten(sort, _doubtful(sort, rows, at), at)
            watch(len(rows))
    return repaired


@transaction.atomic
def _rewritten(sort: Replayed, numbers: Sequence[int], at: datetime) -> int:
    """Nobody writes to these rows or their stories until they agree."""
    model = apps.get_model(sort.model)
    locked = list(model._default_manager.select_for_update().filter(pk__in=numbers).values_list("pk", flat=True))
    told = {number: entries for number, entries in _told(sort, locked).items() if entries}
    if told:
        rows = {number: sort.replay(entries) for number, entries in told.items()}
        sheet = Sheet()
        columns = list(next(iter(rows.values())))
        sheet.update(model, columns, ((*row.values(), number) for number, row in rows.items()))
        sheet.write()
        if sort.has_more:
            beside.repair(told, at=at)
    return len(told)


def _batches(sort: Replayed) -> Iterator[list[Model]]:
    model, latest = apps.get_model(sort.model), 0
    while rows := list(model._default_manager.filter(pk__gt=latest).order_by("pk")[:BATCH]):
        yield rows
        latest = rows[-1].pk


def count() -> int:
    """How many rows there are to look at."""
    return sum(apps.get_model(sort.model)._default_manager.count() for sort in SORTS)


def _compared(sort: Replayed, rows: Sequence[Model], at: datetime) -> Iterator[str]:
    """What differs is looked at once more: somebody may have been at work between the two readings."""
    doubtful = _doubtful(sort, rows, at)
    again = [type(row)._default_manager.get(pk=row.pk) for row in rows if row.pk in doubtful]
    yield from (sentence for _, sentence in _of_each(sort, again, at))


def _doubtful(sort: Replayed, rows: Sequence[Model], at: datetime) -> list[int]:
    return sorted({number for number, _ in _of_each(sort, rows, at)})


def _of_each(sort: Replayed, rows: Sequence[Model], at: datetime) -> Iterator[tuple[int, str]]:
    told = _told(sort, [row.pk for row in rows])
    for row in rows:
        yield from ((row.pk, sentence) for sentence in _difference(sort, told[row.pk], row))
    if sort.has_more:
        yield from beside.differences(told, at=at)


def _told(sort: Replayed, numbers: Sequence[int]) -> dict[int, list[Entry]]:
    streams = journal.read_many([f"{sort.sort}:{number}" for number in numbers])
    return {int(stream.partition(":")[2]): entries for stream, entries in streams}


def _difference(sort: Replayed, entries: list[Entry], row: Model) -> Iterator[str]:
    stream = f"{sort.sort}:{row.pk}"
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
