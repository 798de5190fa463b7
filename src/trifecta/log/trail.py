"""
The log as it was written, newest first, for whoever looks after it: auditors, `trifecta verify`, a person's export.

Entries are read by their place in the log, so that a page far back costs what the first one does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from trifecta.base import entries, kinds
from trifecta.log.models import Entry as Row

PREFIX = ":"


class Line(NamedTuple):
    """place: the number by which the log counts its entries."""

    place: int
    stream: str
    recorded_at: datetime
    entry: entries.Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Which lines are looked for; what is left empty does not narrow.

    kinds: any of these. since, until: when they were recorded; `until` itself is not included.
    """

    actor: str = ""
    kinds: tuple[str, ...] = ()
    stream: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def rows(self) -> QuerySet[Row]:
        told = {
            "actor": self.actor,
            "kind__in": self.kinds,
            "stream": self.stream,
            "recorded_at__gte": self.since,
            "recorded_at__lt": self.until,
        }
        return Row.objects.filter(**{name: value for name, value in told.items() if value})


def lines(rows: Iterable[Row]) -> list[Line]:
    return [_line(row) for row in rows]


def _line(row: Row) -> Line:
    told = entries.Entry(row.seq, row.happened_at, row.actor, kinds.from_facts(row.kind, row.facts))
    return Line(row.pk, row.stream, row.recorded_at, told)


def places_of(actor: str) -> Iterator[tuple[str, int]]:
    """(stream, seq) of everything that somebody did, oldest first."""
    yield from Row.objects.filter(actor=actor).order_by("pk").values_list("stream", "seq").iterator()


def of_actor(actor: str) -> Iterator[Line]:
    """Everything that somebody did, oldest first."""
    for row in Row.objects.filter(actor=actor).order_by("pk").iterator():
        yield _line(row)


def unknown_kinds() -> list[str]:
    """Kinds that a newer version wrote."""
    return sorted(set(Row.objects.values_list("kind", flat=True).distinct()) - kinds.KINDS.keys())


def count_streams(sort: str) -> int:
    """How many things of a sort have a story."""
    return Row.objects.filter(stream__startswith=f"{sort}{PREFIX}", seq=1).count()


def stream_ids(sort: str) -> Sequence[int]:
    """The ids of the things of a sort that have a story."""
    named = Row.objects.filter(stream__startswith=f"{sort}{PREFIX}", seq=1).values_list("stream", flat=True)
    return [int(stream.partition(PREFIX)[2]) for stream in named.iterator()]
