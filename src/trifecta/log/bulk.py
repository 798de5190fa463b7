"""What every app's `history.py` makes its rows from, and how the database is to be told of very many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection

from trifecta.base.entries import Entry

_MOST_KEPT = 200_000
# Of SQLite: NORMAL waits for the disk only where the write-ahead log is brought home, here every 64 MB of it.
_HASTE = {"synchronous": "NORMAL", "wal_autocheckpoint": "16384"}


class Story(NamedTuple):
    """
    The whole story of one thing.

    words: texts by seq. since: seq of the latest entry that had its rows before; 0 for a new story.
    """

    id: int
    title: str
    entries: list[Entry]
    words: Mapping[int, str]
    since: int = 0

    def fresh(self) -> list[Entry]:
        """The entries that have no rows of words and links yet."""
        return self.entries if not self.since else [entry for entry in self.entries if entry.seq > self.since]


class _Moments(dict[datetime | None, str | None]):
    """Instants as text; histories repeat theirs, and a lookup costs a tenth of a conversion."""

    def __init__(self, keep_offset: int | None) -> None:
        super().__init__({None: None})
        self._keep_offset = keep_offset

    def __missing__(self, at: datetime) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
            self[None] = None
        text = at.astimezone(UTC).isoformat(" ")[: self._keep_offset]
        self[at] = text
        return text


# SQLite keeps instants as UTC without saying so (as Django writes them); PostgreSQL must be told the offset.
_IN_SQLITE, _IN_POSTGRESQL = _Moments(-len("+00:00")), _Moments(None)


def moments() -> Callable[[datetime | None], Any]:
    """How the database in use wants an instant."""
    return (_IN_POSTGRESQL if connection.vendor == "postgresql" else _IN_SQLITE).__getitem__


@contextmanager
def in_haste() -> Iterator[None]:
    """
    Many large transactions, without waiting for the disk after each.

    What is committed outlives this process, as ever. A power cut may undo the latest transactions, each as a whole,
    until the first commit after the block: for work that can simply be begun again.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    before = {name: _pragma(name) for name in _HASTE}
    for name, value in _HASTE.items():
        _pragma(f"{name} = {value}")
    try:
        yield
    finally:
        for name, value in before.items():
            _pragma(f"{name} = {value}")


def _pragma(text: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
        found = cursor.fetchone()
        return found[0] if found else None
