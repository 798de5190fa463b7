"""
Rows of history in bulk: COPY on PostgreSQL, one prepared statement on SQLite. Always inside a transaction.

A `Story` is what every app's `history.py` makes its rows from. Rows are tuples in the order of the named columns, which
are attribute names of the model (`team_id`); columns that are not named get the model's default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, models

from trifecta.base.entries import Entry

Row = Sequence[Any]


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


class Instants(dict[datetime | None, Any]):
    """Instants as the database wants them; histories repeat theirs, and a lookup costs a tenth of an adaptation."""

    def __missing__(self, at: datetime | None) -> Any:
        adapted = connection.ops.adapt_datetimefield_value(at)
        self[at] = adapted
        return adapted


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows that are not there yet. Raises IntegrityError."""
    fields, filled = _complete(model, columns, rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {_table(model, fields)} FROM STDIN") as copy:
            for row in filled:
                copy.write_row(row)
    else:
        _execute(f"INSERT INTO {_table(model, fields)} VALUES {_marks(fields)}", fields, filled)  # noqa: S608


def ensure(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows, leaving those alone that are there already."""
    fields, filled = _complete(model, columns, rows)
    _execute(
        f"INSERT INTO {_table(model, fields)} VALUES {_marks(fields)} ON CONFLICT DO NOTHING",  # noqa: S608
        fields,
        filled,
    )


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Set the columns of rows that are there; each row ends with its id."""
    fields = _fields(model, columns)
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    _execute(f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s", fields, rows)  # noqa: S608


def _execute(statement: str, fields: Sequence[models.Field[Any, Any]], rows: Iterable[Row]) -> None:
    adapted = list(rows if connection.vendor == "postgresql" else _adapted(fields, rows))
    if adapted:
        with connection.cursor() as cursor:
            cursor.executemany(statement, adapted)


def _complete(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]
) -> tuple[list[models.Field[Any, Any]], Iterable[Row]]:
    fields = _fields(model, columns)
    rest = [field for field in model._meta.concrete_fields if field not in fields and not field.primary_key]
    if not rest:
        return fields, rows
    defaults = tuple(field.get_default() for field in rest)
    return [*fields, *rest], ((*row, *defaults) for row in rows)


def _adapted(fields: Sequence[models.Field[Any, Any]], rows: Iterable[Row]) -> Iterator[Row]:
    places = [place for place, field in enumerate(fields) if isinstance(field, models.DateTimeField)]
    instants = Instants()
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = instants[cells[place]]
        yield cells


def _fields(model: type[models.Model], columns: Sequence[str]) -> list[models.Field[Any, Any]]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return [known[column] for column in columns]


def _table(model: type[models.Model], fields: Sequence[models.Field[Any, Any]]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(model._meta.db_table)} ({', '.join(quote(str(field.column)) for field in fields)})"


def _marks(fields: Sequence[models.Field[Any, Any]]) -> str:
    return f"({', '.join(['%s'] * len(fields))})"
