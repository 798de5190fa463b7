"""
The log as it was written, newest first, for whoever looks after it: auditors, `trifecta verify`, a person's export.

Entries are read by their place in the log, so that a page far back costs what the first one does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Max, Min, Q, QuerySet

from trifecta.base import entries, kinds
from trifecta.log.models import Entry as Row

PREFIX = ":"
WINDOW, MOST_LOOKED = 100_000, 1_000_000
"""Entries that are looked through at a time, and for one page: an index for each filter costs imports a fifth."""
LATEST = timedelta(days=1)
"""An import records all that it writes as of its beginning, and takes less than this."""
_AT_ONCE = 500


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


@dataclass(frozen=True, slots=True)
class Found:
    """
    Lines, newest first, and how the search ended.

    has_more: there is one more in the direction that was taken. stopped_at: the place up to which the log was looked
    through when the search was broken off; None when it came to its end.
    """

    lines: list[Line]
    has_more: bool = False
    stopped_at: int | None = None


def older(asked: Asked, *, before: int | None = None, size: int) -> Found:
    """The latest lines that stand before a place."""
    if asked.stream:
        return _of_stream(asked, Q(pk__lt=before) if before else Q(), "-seq", size)
    first, last = _bounds(asked)
    upper = min(last, before) if before else last
    return _walked(asked, range(upper, first, -WINDOW), first, size)


def newer(asked: Asked, *, after: int, size: int) -> Found:
    """The earliest lines that stand behind a place, newest first."""
    if asked.stream:
        return _of_stream(asked, Q(pk__gt=after), "seq", size)
    first, last = _bounds(asked)
    return _walked(asked, range(max(first, after + 1), last, WINDOW), last, size)


def every(asked: Asked) -> Iterator[Line]:
    """All lines, newest first, however many; the whole period is looked through."""
    before: int | None = None
    while True:
        found = older(asked, before=before, size=_AT_ONCE)
        yield from found.lines
        if not found.has_more and found.stopped_at is None:
            return
        before = found.lines[-1].place if found.has_more else found.stopped_at


def recorded_at(place: int) -> datetime | None:
    """When the entry at a place, or the next one, was written."""
    return Row.objects.filter(pk__gte=place).order_by("pk").values_list("recorded_at", flat=True).first()


def _of_stream(asked: Asked, beyond: Q, order: str, size: int) -> Found:
    rows = list(asked.rows().filter(beyond).order_by(order)[: size + 1])
    return Found(_newest_first(rows[:size]), has_more=len(rows) > size)


def _walked(asked: Asked, starts: range, end: int, size: int) -> Found:
    """Window after window of the log, from the first place of each; only so far that nobody waits long."""
    rows: list[Row] = []
    is_narrow = asked != Asked()
    for start in starts[: MOST_LOOKED // WINDOW] if is_narrow else starts:
        stop = start + starts.step
        if starts.step < 0:
            window = asked.rows().filter(pk__lt=start, pk__gte=max(stop, end)).order_by("-pk")
        else:
            window = asked.rows().filter(pk__gte=start, pk__lt=min(stop, end)).order_by("pk")
        rows += window[: size + 1 - len(rows)]
        if len(rows) > size:
            return Found(_newest_first(rows[:size]), has_more=True)
    is_through = not is_narrow or len(starts) <= MOST_LOOKED // WINDOW
    stopped_at = None if is_through else starts[MOST_LOOKED // WINDOW]
    return Found(_newest_first(rows), stopped_at=stopped_at)


def _bounds(asked: Asked) -> tuple[int, int]:
    """The places from and before which a period lies, as wide as an import may have written them late."""
    # One by one: SQLite finds either end of an index at once, and both together by reading it all.
    first = Row.objects.aggregate(first=Min("pk"))["first"] or 0
    last = (Row.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    lower = _place_at(asked.since - LATEST, first, last) if asked.since else first
    return lower, _place_at(asked.until + LATEST, first, last) if asked.until else last


def _place_at(at: datetime, first: int, last: int) -> int:
    """The first place that was recorded at an instant or later, found by halving."""
    while first < last:
        middle = (first + last) // 2
        row = Row.objects.filter(pk__gte=middle, pk__lt=last).order_by("pk").values_list("pk", "recorded_at").first()
        if row is None or row[1] >= at:
            last = middle
        else:
            first = row[0] + 1
    return last


def _newest_first(rows: Iterable[Row]) -> list[Line]:
    return sorted(map(_line, rows), reverse=True)


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


def streams_with(kinds: Iterable[str]) -> set[str]:
    """Whose streams tell any of these kinds."""
    return set(Row.objects.filter(kind__in=list(kinds)).order_by().values_list("stream", flat=True))
