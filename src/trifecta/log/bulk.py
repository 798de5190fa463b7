"""
Rows of history in bulk: COPY on PostgreSQL, many rows a statement on SQLite. Always inside a transaction.

A `Story` is what every app's `history.py` makes its rows from. Rows are tuples in the order of the named columns, which
are attribute names of the model (`team_id`); columns that are not named get the model's default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from django.db import connection, models

from trifecta.base.entries import Entry

Row = Sequence[Any]
Field: TypeAlias = "models.Field[Any, Any]"
_MOST_KEPT = 200_000
_MOST_PARAMETERS = 999
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


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows that are not there yet. Raises IntegrityError."""
    fields, filled = _complete(model, columns, rows)
    _insert(model, fields, list(_adapted(fields, filled)))


def insert_as_is(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row]) -> int:
    """Insert rows whose every cell is as the database wants it, and return how many."""
    _insert(model, _fields(model, columns), rows)
    return len(rows)


def ensure(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows, leaving those alone that are there already."""
    fields, filled = _complete(model, columns, rows)
    _execute(f"{_insertion(model, fields)} ON CONFLICT DO NOTHING", list(_adapted(fields, filled)))


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Set the columns of rows that are there; each row ends with its id."""
    fields = _fields(model, columns)
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    adapted = list(_adapted(fields, rows))
    if adapted:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s", adapted)  # noqa: S608


def _insert(model: type[models.Model], fields: Sequence[Field], rows: Sequence[Row]) -> None:
    if connection.vendor == "postgresql":
        _copy(f"COPY {_table(model, fields)} FROM STDIN", rows)
        return
    _execute(_insertion(model, fields), rows)


def _copy(statement: str, rows: Iterable[Row]) -> None:
    # Django translates the errors of `execute` by itself, but not those of `copy`.
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


def _insertion(model: type[models.Model], fields: Sequence[Field]) -> str:
    return f"INSERT INTO {_table(model, fields)} VALUES %s"  # noqa: S608


def _execute(statement: str, rows: Sequence[Row]) -> None:
    """Run a statement for many rows at a time, which costs half of one by one; `%s` stands for them."""
    if not rows:
        return
    width = len(rows[0])
    count = max(1, _MOST_PARAMETERS // width)
    full = len(rows) - len(rows) % count
    with connection.cursor() as cursor:
        if full:
            parts = [list(chain.from_iterable(rows[start : start + count])) for start in range(0, full, count)]
            cursor.executemany(statement % _marks(width, count), parts)
        if rows[full:]:
            rest = list(chain.from_iterable(rows[full:]))
            cursor.execute(statement % _marks(width, len(rows) - full), rest)


@lru_cache
def _marks(width: int, count: int) -> str:
    return ", ".join([f"({', '.join(['%s'] * width)})"] * count)


def _complete(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]
) -> tuple[Sequence[Field], Iterable[Row]]:
    """The rows with defaults for the columns that are not named."""
    fields = _fields(model, columns)
    rest = [field for field in model._meta.concrete_fields if field not in fields and not field.primary_key]
    if not rest:
        return fields, rows
    defaults = tuple(field.get_default() for field in rest)
    return [*fields, *rest], ((*row, *defaults) for row in rows)


def _adapted(fields: Sequence[Field], rows: Iterable[Row]) -> Iterator[Row]:
    places = [place for place, field in enumerate(fields) if isinstance(field, models.DateTimeField)]
    moment = moments()
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = moment(cells[place])
        yield cells


def _fields(model: type[models.Model], columns: Sequence[str]) -> list[Field]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return [known[column] for column in columns]


def _table(model: type[models.Model], fields: Sequence[Field]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(model._meta.db_table)} ({', '.join(quote(str(field.column)) for field in fields)})"
