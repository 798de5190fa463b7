"""
The facts as tables of PostgreSQL, for the engine of that name and for a desk's own queries.

A publication is whole: the schema is built under another name and takes the place of the one before in one transaction.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi
import pyarrow as pa
from django.db import connection, transaction
from pyarrow import parquet

from trifecta.base.errors import TrifectaError
from trifecta.metrics.engines import Cursor
from trifecta.warehouse import generations
from trifecta.warehouse.copying import moving
from trifecta.warehouse.generations import Snapshot

SCHEMA = "trifecta_facts"
_NEXT = f"{SCHEMA}_next"
BATCH_ROWS = 16_384


class NotOnPostgres(TrifectaError):
    """The desk has no PostgreSQL to publish to."""


def publish(snapshot: Snapshot) -> str:
    """
    Make the schema hold this snapshot's facts, unless it does already; return its name.

    Raises NotOnPostgres.
    """
    if connection.vendor != "postgresql":
        raise NotOnPostgres(
            "The engine postgres needs a desk on PostgreSQL, and this one is on SQLite; leave out --engine, "
            "or set TRIFECTA_DATABASE_URL."
        )
    if published() == snapshot.id:
        return SCHEMA
    with closing(adbc_driver_postgresql.dbapi.connect(moving.address())) as target, closing(target.cursor()) as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {_NEXT} CASCADE")
        cursor.execute(f"CREATE SCHEMA {_NEXT}")
        for fact in sorted((generations.store(snapshot) / "facts").glob("*.parquet")):
            _ingest(cursor, fact)
        cursor.execute(f"COMMENT ON SCHEMA {_NEXT} IS '{snapshot.id}'")
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"ALTER SCHEMA {_NEXT} RENAME TO {SCHEMA}")
        target.commit()
    return SCHEMA


@contextlib.contextmanager
def opened(snapshot: Snapshot) -> Iterator[Cursor]:
    """The engine over this snapshot's facts in PostgreSQL. Raises NotOnPostgres."""
    schema = publish(snapshot)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL search_path TO {schema}")
        yield Cursor(cursor)


def published() -> str | None:
    """The id of the snapshot that the schema holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", [SCHEMA])
        row = cursor.fetchone()
    return row[0] if row else None


def _ingest(cursor: Any, fact: Path) -> None:
    with parquet.ParquetFile(fact) as source:
        batches = pa.RecordBatchReader.from_batches(source.schema_arrow, source.iter_batches(batch_size=BATCH_ROWS))
        cursor.adbc_ingest(fact.stem, batches, mode="create", db_schema_name=_NEXT)
    cursor.execute(f'ANALYZE {_NEXT}."{fact.stem}"')
