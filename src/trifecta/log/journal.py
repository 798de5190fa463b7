"""
The one writer and the one reader of the log.

`append` is for acts: one event in the transaction that changes the row. `append_history` is for importers: whole
streams at once, no outbox, no reactions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from trifecta.base import entries, kinds
from trifecta.base.actors import Actor
from trifecta.base.errors import TrifectaError
from trifecta.log import bulk, once, reactions
from trifecta.log.models import Entry
from trifecta.log.sheet import Row, Sheet


class StreamMoved(TrifectaError):
    """Someone else wrote to this story at the same moment; nothing was written. Try again."""


class Recorded(NamedTuple):
    """An event of history: where it stands in which stream, and when it was true."""

    stream: str
    seq: int
    event: kinds.Event
    actor: str
    happened_at: datetime


def append(stream: str, event: kinds.Event, *, by: Actor, at: datetime, recorded_at: datetime | None = None) -> int:
    """Append one event and run its reactions; return its seq. Raises StreamMoved when a second writer was faster."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("append belongs inside the act's transaction")
    moment = bulk.moments()
    happened_at, noted_at = moment(at), moment(recorded_at or at)
    seq: int
    told = [stream, stream, event.kind, happened_at, noted_at, by.actor, facts_text(event)]
    try:
        with transaction.mark_for_rollback_on_error(), connection.cursor() as cursor:
            cursor.execute(_APPENDING, told)
            entry_id, seq = cursor.fetchone()
    except IntegrityError as error:
        raise StreamMoved("Someone else changed this at the same moment; nothing was saved. Try again.") from error
    _owe(entry_id, event.kind, noted_at)
    for reaction in reactions.wiring.in_transaction.get(event.kind, ()):
        reaction(stream, entries.Entry(seq, at, by.actor, event))
    once.keep(stream, seq, at=recorded_at or at)
    return seq


# One statement instead of three: this runs while nobody else can write to SQLite.
_APPENDING = """
    INSERT INTO log_entry (stream, seq, kind, happened_at, recorded_at, actor, facts)
    VALUES (%s, (SELECT COALESCE(MAX(seq), 0) + 1 FROM log_entry WHERE stream = %s), %s, %s, %s, %s, %s)
    RETURNING id, seq
"""
# As text where an instant is kept as text: Django would look at each several times before it knows its zone.
_AT = {"sqlite": "happened_at || ''", "postgresql": "happened_at"}
_READING = "SELECT seq, {at}, actor, kind, facts FROM log_entry WHERE stream = %s ORDER BY seq"
_READING_MANY = "SELECT stream, seq, {at}, actor, kind, facts FROM log_entry WHERE stream IN ({marks}) ORDER BY seq"
_SINCE = "SELECT id, stream FROM log_entry WHERE id > %s ORDER BY id LIMIT %s"
_OWING = "INSERT INTO log_delivery (entry_id, reaction, attempt_count, due_at, failure) VALUES (%s, %s, 0, %s, '')"


def _owe(entry_id: int, kind: str, due_at: str) -> None:
    if owed := reactions.wiring.after_commit.get(kind, ()):
        with connection.cursor() as cursor:
            cursor.executemany(_OWING, [(entry_id, reactions.name_of(reaction), due_at) for reaction in owed])


_COLUMNS = ("stream", "seq", "kind", "happened_at", "actor", "facts", "recorded_at")
_ENCODER = json.JSONEncoder(separators=(",", ":"))
Rendered = tuple[str, str, str, str]
"""(kind, happened_at, actor, facts)"""
Stretch = tuple[str, int, Sequence[Rendered]]
"""(stream, seq of the first entry, entries)"""


def append_history(history: Iterable[Recorded], *, recorded_at: datetime) -> int:
    """Append entries of whole streams in bulk and return how many; no outbox, no reactions."""
    moment = bulk.moments()
    noted = moment(recorded_at)
    rows = [
        (stream, seq, event.kind, moment(at), actor, facts_text(event), noted)
        for stream, seq, event, actor, at in history
    ]
    sheet = Sheet()
    sheet.insert_made(Entry, _COLUMNS, rows.copy)
    sheet.write()
    return len(rows)


def render(told: Iterable[entries.Entry]) -> list[Rendered]:
    """Entries as the database wants them."""
    return rendering()(told)


def rendering() -> Callable[[Iterable[entries.Entry]], list[Rendered]]:
    """`render` for very many streams: what the database wants is asked once."""
    moment, text = bulk.moments(), facts_text
    return lambda told: [(event.kind, moment(at), actor, text(event)) for _, at, actor, event in told]


def add_history(sheet: Sheet, streams: Sequence[Stretch], *, recorded_at: datetime) -> None:
    """Put stretches of streams on a sheet."""
    sheet.insert_made(Entry, _COLUMNS, partial(_rows, streams, bulk.moments()(recorded_at)))


def _rows(streams: Sequence[Stretch], noted: str) -> list[Row]:
    return [
        (stream, seq, kind, at, actor, facts, noted)
        for stream, first_seq, rendered in streams
        for seq, (kind, at, actor, facts) in enumerate(rendered, first_seq)
    ]


@lru_cache(maxsize=8192)
def facts_text(event: kinds.Event) -> str:
    """The facts as the log stores them; histories repeat their events."""
    return _ENCODER.encode(kinds.to_facts(event))


def read(stream: str) -> list[entries.Entry]:
    """The entries of one stream, in the order they were written."""
    with connection.cursor() as cursor:
        cursor.execute(_READING.format(at=_AT[connection.vendor]), [stream])
        return [_entry(*told) for told in cursor.fetchall()]


def read_many(streams: Sequence[str]) -> Iterator[tuple[str, list[entries.Entry]]]:
    """Each stream with its entries, for repair, tests and recomputing; one query."""
    known: dict[str, list[entries.Entry]] = {stream: [] for stream in streams}
    marks = ", ".join(["%s"] * len(known))
    with connection.cursor() as cursor:
        if known:
            cursor.execute(_READING_MANY.format(at=_AT[connection.vendor], marks=marks), [*known])
            for stream, *told in cursor:
                known[stream].append(_entry(*told))
    yield from known.items()


def _entry(seq: int, at: datetime | str, actor: str, kind: str, facts: str) -> entries.Entry:
    happened_at = datetime.fromisoformat(f"{at}+00:00") if isinstance(at, str) else at
    return entries.Entry(seq, happened_at, actor, _event(kind, facts))


@lru_cache(maxsize=8192)
def _event(kind: str, facts: str) -> kinds.Event:
    """Stories repeat their events, too, and an act reads its ticket's whole story."""
    return kinds.from_facts(kind, json.loads(facts))


def streams_since(entry_id: int, *, most: int) -> tuple[list[str], int]:
    """The streams that the next so many entries after this one speak of, and the id of the latest of them."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [entry_id, most])
        rows = cursor.fetchall()
    return list(dict.fromkeys(stream for _, stream in rows)), rows[-1][0] if rows else entry_id


def latest_of(streams: Iterable[str], kinds: Iterable[str]) -> dict[str, datetime]:
    """When each stream last told one of these kinds; one that never did is not there."""
    told = Entry.objects.filter(stream__in=list(streams), kind__in=list(kinds)).order_by()
    return dict(told.values_list("stream").annotate(latest=Max("happened_at")))


def latest_id() -> int:
    """The newest entry's id, 0 for an empty log."""
    return Entry.objects.aggregate(latest=Max("id"))["latest"] or 0
