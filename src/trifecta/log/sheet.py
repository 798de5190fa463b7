"""
Rows to be written together, in bulk: COPY on PostgreSQL, many rows a statement on SQLite.

A sheet holds nothing but statements and plain values, so that one process can fill it and another one write it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from django.db import connection, models, transaction

from trifecta.log import bulk

Row = Sequence[Any]
Field: TypeAlias = "models.Field[Any, Any]"
_MOST_PARAMETERS = 7000


class Line(NamedTuple):
    """A statement for many rows, what runs it, and what makes the rows."""

    run: Callable[[str, Sequence[Row]], None]
    statement: str
    make: Callable[[], Sequence[Row]]


class Sheet:
    """
    What is to be written, in this order.

    Rows are tuples in the order of the named columns, which are attribute names of the model (`team_id`); columns that
    are not named get the model's default.
    """

    def __init__(self) -> None:
        self._lines: list[Line] = []

    def insert(self, model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Insert rows that are not there yet."""
        fields, filled = _complete(model, columns, rows)
        self._insert(model, fields, _ready(_adapted(fields, filled)))

    def insert_made(self, model: type[models.Model], columns: Sequence[str], make: Callable[[], Sequence[Row]]) -> None:
        """Insert rows that are only made when they are written, every cell as the database wants it."""
        self._insert(model, _fields(model, columns), make)

    def ensure(self, model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Insert rows, leaving those alone that are there already."""
        fields, filled = _complete(model, columns, rows)
        self._add(_together, f"{_insertion(model, fields)} ON CONFLICT DO NOTHING", _ready(_adapted(fields, filled)))

    def put(self, model: type[models.Model], key: Sequence[str], columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Insert rows, or set the columns of those that have the same key; a row holds key and columns."""
        statement, fields = putting(model, key, columns)
        self._add(_together, statement, _ready(_adapted(fields, rows)))

    def update(self, model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Set the columns of rows that are there; each row ends with its id."""
        fields = _fields(model, columns)
        quote = connection.ops.quote_name
        sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
        statement = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608
        self.each(statement, _adapted(fields, rows))

    def delete(self, model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Delete the rows that have these values in these columns, if they are there."""
        quote, fields = connection.ops.quote_name, _fields(model, columns)
        told = " AND ".join(f"{quote(str(field.column))} = %s" for field in fields)
        self.each(f"DELETE FROM {quote(model._meta.db_table)} WHERE {told}", _adapted(fields, rows))  # noqa: S608

    def each(self, statement: str, rows: Iterable[Row]) -> None:
        """Run a statement once for each row."""
        self._add(_one_by_one, statement, _ready(rows))

    def write(self) -> None:
        """All of it or nothing. Raises DatabaseError."""
        with transaction.atomic():
            for line in self._lines:
                if rows := line.make():
                    line.run(line.statement, rows)

    def _insert(self, model: type[models.Model], fields: Sequence[Field], make: Callable[[], Sequence[Row]]) -> None:
        if connection.vendor == "postgresql":
            self._add(_copy, f"COPY {_table(model, fields)} FROM STDIN", make)
        else:
            self._add(_together, _insertion(model, fields), make)

    def _add(self, *line: Any) -> None:
        self._lines.append(Line(*line))


def putting(model: type[models.Model], key: Sequence[str], columns: Sequence[str]) -> tuple[str, list[Field]]:
    """The statement of `put`, in which `%s` stands for `marks` of its rows, and the fields of a row in their order."""
    fields = _fields(model, [*key, *columns])
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    same, sets = ", ".join(names[: len(key)]), ", ".join(f"{name} = excluded.{name}" for name in names[len(key) :])
    return f"{_insertion(model, fields)} ON CONFLICT ({same}) DO UPDATE SET {sets}", fields


def _ready(rows: Iterable[Row]) -> Callable[[], Sequence[Row]]:
    return list(rows).copy  # of what is made already, as a function that can be sent


def _copy(statement: str, rows: Sequence[Row]) -> None:
    # Django translates the errors of `execute` by itself, but not those of `copy`.
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


def _together(statement: str, rows: Sequence[Row]) -> None:
    """Many rows at a time, which costs half of one by one; `%s` stands for them."""
    width = len(rows[0])
    count = max(1, _MOST_PARAMETERS // width)
    full = len(rows) - len(rows) % count
    with connection.cursor() as cursor:
        if full:
            parts = [list(chain.from_iterable(rows[start : start + count])) for start in range(0, full, count)]
            cursor.executemany(statement % marks(width, count), parts)
        if rows[full:]:
            rest = list(chain.from_iterable(rows[full:]))
            cursor.execute(statement % marks(width, len(rows) - full), rest)


def _one_by_one(statement: str, rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


@lru_cache
def marks(width: int, count: int) -> str:
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
    moment = bulk.moments()
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = moment(cells[place])
        yield cells


def _fields(model: type[models.Model], columns: Sequence[str]) -> list[Field]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return [known[column] for column in columns]


def _insertion(model: type[models.Model], fields: Sequence[Field]) -> str:
    return f"INSERT INTO {_table(model, fields)} VALUES %s"  # noqa: S608


def _table(model: type[models.Model], fields: Sequence[Field]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(model._meta.db_table)} ({', '.join(quote(str(field.column)) for field in fields)})"
