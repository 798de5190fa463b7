"""
Single rows read and written by statements that are made once.

Django makes the text of every statement anew, which costs more than the database's part in it. An act that holds the
only place where SQLite is written has no time for that; everything that is no act uses querysets.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

from django.db import DatabaseError, connection, models, transaction

from trifecta.log import bulk, sheet

Row = TypeVar("Row", bound=models.Model)
Field: TypeAlias = "models.Field[Any, Any]"
# The short way is new in SQLite 3.38.
_SECONDS_IN_SQLITE = "UNIXEPOCH({})" if sqlite3.sqlite_version_info >= (3, 38) else "CAST(STRFTIME('%%s', {}) AS INT)"
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def insert(row: Row) -> Row:
    """The row, with the id that it got."""
    statement, fields = _insertion(type(row))
    (row.pk,) = _run(statement, _values(row, fields))
    row._state.adding, row._state.db = False, connection.alias
    return row


def update(row: models.Model, *names: str) -> None:
    """Save these columns. Raises DatabaseError when the row is gone."""
    statement, fields = _changing(type(row), names)
    if _run(statement, [*_values(row, fields), row.pk]) is None:
        raise DatabaseError(f"{row._meta.label} {row.pk} is gone, so nothing of it could be saved.")


def hold(model: type[Row], pk: int) -> Row:
    """The row as it is now, nobody else's until the transaction ends. Raises the model's DoesNotExist."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a row is held inside the act's transaction")
    holding = _holding(model, connection.vendor)
    found = _run(holding.statement, [pk])
    if found is None:
        raise model.DoesNotExist(f"There is no {model._meta.label} {pk}.")  # type: ignore[attr-defined]
    return model.from_db(connection.alias, holding.names, holding.values(found))


def select(model: type[models.Model], names: tuple[str, ...], **among: Sequence[Any]) -> list[list[Any]]:
    """These columns, by attribute name, of all rows whose columns have one of these values each."""
    counts = tuple((name, len(values)) for name, values in among.items())
    if not all(count for _, count in counts):
        return []
    selection = _selection(model, names, counts, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(selection.statement, [value for values in among.values() for value in values])
        return [selection.values(found) for found in cursor.fetchall()]


def stored(model: type[models.Model], names: tuple[str, ...], **among: Sequence[Any]) -> list[tuple[Any, ...]]:
    """`select` for very many: instants are whole seconds since 1970, and truths are what the database keeps."""
    counts = tuple((name, len(values)) for name, values in among.items())
    if not all(count for _, count in counts):
        return []
    with connection.cursor() as cursor:
        statement = _storing(model, names, counts, connection.vendor)
        cursor.execute(statement, [value for values in among.values() for value in values])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def put(
    model: type[models.Model], key: tuple[str, ...], columns: tuple[str, ...], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert some rows, or set the columns of those that have the same key; a row holds key and columns."""
    if not rows:
        return
    statement, fields = _putting(model, key, columns, len(rows))
    told = [cell for row in rows for cell in _cells(fields, row)]
    with transaction.mark_for_rollback_on_error(), connection.cursor() as cursor:
        cursor.execute(statement, told)


class Selection(NamedTuple):
    """How rows are read, and what makes Python's values of the database's, by place."""

    statement: str
    names: list[str]
    converters: list[tuple[int, Any, list[Any]]]

    def values(self, found: Sequence[Any]) -> list[Any]:
        values = list(found)
        for place, column, converters in self.converters:
            for convert in converters:
                values[place] = convert(values[place], column, connection)
        return values


@cache
def _holding(model: type[models.Model], vendor: str) -> Selection:
    names = tuple(field.attname for field in model._meta.concrete_fields)
    selection = _selection(model, names, ((model._meta.pk.attname, 1),), vendor)
    lock = " FOR NO KEY UPDATE" if vendor == "postgresql" else ""
    return selection._replace(statement=selection.statement + lock)


@lru_cache(maxsize=256)
def _selection(
    model: type[models.Model], names: tuple[str, ...], among: tuple[tuple[str, int], ...], _vendor: str
) -> Selection:
    """By vendor, because that decides the conversions."""
    fields = _named(model, names)
    columns = [field.get_col(model._meta.db_table) for field in fields]
    converters = [(place, column, _converters(column)) for place, column in enumerate(columns)]
    return Selection(
        _asking(model, _quoted(fields), among),
        [field.attname for field in fields],
        [converter for converter in converters if converter[2]],
    )


@lru_cache(maxsize=256)
def _storing(model: type[models.Model], names: tuple[str, ...], among: tuple[tuple[str, int], ...], vendor: str) -> str:
    seconds = "FLOOR(EXTRACT(EPOCH FROM {}))::bigint" if vendor == "postgresql" else _SECONDS_IN_SQLITE
    fields = _named(model, names)
    wanted = [
        seconds.format(name) if isinstance(field, models.DateTimeField) else name
        for field, name in zip(fields, _quoted(fields), strict=True)
    ]
    return _asking(model, wanted, among)


def _asking(model: type[models.Model], wanted: Sequence[str], among: tuple[tuple[str, int], ...]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    asked = " AND ".join(
        f"{_quoted(_named(model, (name,)))[0]} IN ({', '.join(['%s'] * count)})" for name, count in among
    )
    return f"SELECT {', '.join(wanted)} FROM {table}{' WHERE ' if among else ''}{asked}"  # noqa: S608


def _converters(column: Any) -> list[Any]:
    if connection.vendor == "sqlite" and isinstance(column.target, models.DateTimeField):
        return [_instant]
    return [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]


def _instant(naive: datetime | None, _column: Any, _connection: Any) -> datetime | None:
    """SQLite keeps instants in UTC without saying so."""
    return None if naive is None else naive.replace(tzinfo=UTC)


@cache
def _putting(
    model: type[models.Model], key: tuple[str, ...], columns: tuple[str, ...], count: int
) -> tuple[str, list[Field]]:
    statement, fields = sheet.putting(model, key, columns)
    return statement % sheet.marks(len(fields), count), fields


def _named(model: type[models.Model], names: tuple[str, ...]) -> list[Field]:
    known: dict[str, Field] = {field.attname: field for field in model._meta.concrete_fields}
    return [known[name] for name in names]


def _quoted(fields: Sequence[Field]) -> list[str]:
    return [connection.ops.quote_name(str(field.column)) for field in fields]


@cache
def _insertion(model: type[models.Model]) -> tuple[str, list[Field]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    names, marks = ", ".join(quote(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {_key(model)}", fields  # noqa: S608


@cache
def _changing(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[Field]]:
    fields = [cast("Field", model._meta.get_field(name)) for name in dict.fromkeys(names)]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    table, key = quote(model._meta.db_table), _key(model)
    return f"UPDATE {table} SET {sets} WHERE {key} = %s RETURNING {key}", fields  # noqa: S608


def _key(model: type[models.Model]) -> str:
    return connection.ops.quote_name(str(model._meta.pk.column))


def _values(row: models.Model, fields: list[Field]) -> list[Any]:
    return _cells(fields, [getattr(row, field.attname) for field in fields])


def _cells(fields: list[Field], values: Sequence[Any]) -> list[Any]:
    """As the driver wants them; what it takes as it is needs none of Django's adapting, which asks field by field."""
    moment = bulk.moments()
    return [
        value if isinstance(field, PLAIN)
        else moment(value) if isinstance(field, models.DateTimeField)
        else field.get_db_prep_save(value, connection)
        for field, value in zip(fields, values, strict=True)
    ]  # fmt: skip


def _run(statement: str, values: list[Any]) -> Any:
    """The first row that comes back, or None."""
    with transaction.mark_for_rollback_on_error(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()
