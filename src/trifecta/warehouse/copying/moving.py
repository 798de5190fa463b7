"""
Rows out of the database in columns.

What is small is read through Django's own connection. A large stretch of the log is read by a process of its own
through ADBC (`bulk`), never by ADBC in this one: its driver brings a second SQLite library, and where two of them
open a file in one process, closing the one drops the locks of the other (sqlite.org/howtocorrupt, 2.2.1).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyarrow as pa
from django.db import connection
from django.db.models import QuerySet

from trifecta.base.errors import TrifectaError
from trifecta.warehouse.copying import bulk

BATCH_ROWS = 10_000
_LIBPQ = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class CopyFailed(TrifectaError):
    """The log could not be copied; the store is as it was."""


def rows(sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
    """The rows of a query as columns."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        batches = [_columns(names, some) for some in _in_batches(cursor)]
    return pa.concat_tables(batches, promote_options="permissive") if batches else _columns(names, [])


def queried(queryset: QuerySet[Any, Any]) -> pa.Table:
    """The rows of a queryset of `values(…)`."""
    sql, parameters = queryset.query.sql_with_params()
    return rows(sql, parameters)


def in_bulk(folder: Path, *, after: int, upto: int, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    """Copy the entries above `after` up to `upto` into files of this folder, in another process. Raises CopyFailed."""
    task = bulk.Task(address(), str(folder), after, upto, dict(columns))
    command = [sys.executable, "-m", bulk.__name__]
    done = subprocess.run(command, input=task.to_json(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it was stopped"])[-1]
        raise CopyFailed(f"The log could not be copied into the warehouse: {reason}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def address() -> str:
    """The database as ADBC is told of it: a file, or the address of a server."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"file:{quote(str(known['NAME']))}?mode=ro"
    named = {key: str(known[upper]) for key, upper in _LIBPQ.items() if known.get(upper)}
    return "postgresql://?" + urlencode({**known.get("OPTIONS", {}), **named}, quote_via=quote)


def can_be_read_by_others() -> bool:
    """False for a database in memory, which only this process can see."""
    return connection.vendor != "sqlite" or not connection.is_in_memory_db()  # type: ignore[attr-defined]


def _in_batches(cursor: Any) -> Iterator[list[Any]]:
    while some := cursor.fetchmany(BATCH_ROWS):
        yield some


def _columns(names: Sequence[str], some: Sequence[Sequence[Any]]) -> pa.Table:
    if not some:
        return pa.table({name: pa.array([], pa.string()) for name in names})
    return pa.table({name: list(values) for name, values in zip(names, zip(*some, strict=True), strict=True)})
