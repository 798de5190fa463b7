"""Entries of every kind with every field, and what a store says of them, for comparing the two exactly."""

from __future__ import annotations

import random
import typing
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
from django.db import transaction

from trifecta.base import ids, kinds
from trifecta.log import journal
from trifecta.log.models import Entry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ACTORS = ("staff:4", "customer:90071992547409931", "rule:auto_close", "importer:csv")


def _instant(rnd: random.Random) -> datetime:
    return NOON + timedelta(microseconds=rnd.randrange(-(10**13), 10**13))


def _an_id(rnd: random.Random) -> int:
    return rnd.randrange(1, 50)


_MADE = {
    bool: lambda rnd: rnd.random() < 0.5,
    int: lambda rnd: rnd.randrange(-5, 10**9),
    float: lambda rnd: rnd.random() * 3,
    datetime: _instant,
    ids.Code: lambda rnd: rnd.choice(["phone", "größer", 'quo"te', "a\\b", "", "null", "7"]),
}


def append_anything(count: int, *, seed: int, stream_from: int = 1) -> None:
    """Append `count` streams of a few entries each, in one transaction."""
    with transaction.atomic():
        journal.append_history(anything(count, seed=seed, stream_from=stream_from), recorded_at=NOON)


def anything(count: int, *, seed: int, stream_from: int) -> Iterator[journal.Recorded]:
    rnd = random.Random(seed)
    kind_names = sorted(kinds.KINDS)
    for number in range(stream_from, stream_from + count):
        for seq in range(1, rnd.randrange(2, 6)):
            event = _event(kinds.KINDS[rnd.choice(kind_names)], rnd)
            yield journal.Recorded(f"ticket:{number}", seq, event, rnd.choice(ACTORS), _instant(rnd))


def told_by_log() -> list[tuple]:
    return [
        (row.pk, row.stream, row.seq, row.kind, row.happened_at, row.actor, _instants(row.kind, row.facts))
        for row in Entry.objects.order_by("pk")
    ]


def told_by(store: Path) -> list[tuple]:
    """The same of a generation's Parquet, files in the order of their names."""
    with duckdb.connect() as con:
        found = con.execute(f"SELECT * FROM read_parquet('{store}/log/part-*.parquet')")
        names = [column[0] for column in found.description]
        return [_entry(dict(zip(names, row, strict=True))) for row in found.fetchall()]


def _entry(row: dict) -> tuple:
    facts = {name[2:]: _aware(value) for name, value in row.items() if name.startswith("f_") and value is not None}
    stream = f"{row['stream_sort']}:{row['stream_id']}"
    return row["entry_id"], stream, row["seq"], row["kind"], _aware(row["happened_at"]), actor_of(row), facts


def actor_of(row: dict) -> str:
    """A rule's or importer's name is no number; it is not in the store."""
    sort, number = row["actor_sort"], row["actor_id"]
    names = {"rule": "auto_close", "importer": "csv"}
    return f"{sort}:{names.get(sort, number)}"


def _event(kind: type[kinds.Event], rnd: random.Random) -> kinds.Event:
    hints = typing.get_type_hints(kind)
    told = {}
    for field in fields(kind):
        inner = next(part for part in (typing.get_args(hints[field.name]) or (hints[field.name],)))
        needed = type(None) not in typing.get_args(hints[field.name])
        if needed or rnd.random() < 0.7:
            told[field.name] = _MADE.get(inner, _an_id)(rnd)
    return kind(**told)


def _instants(kind: str, facts: dict) -> dict:
    event = kinds.from_facts(kind, facts)
    return {name: getattr(event, name) for name in event.__slots__ if getattr(event, name) is not None}


def _aware(value):
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
