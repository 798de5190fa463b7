"""Files of the log's copy: written once, small ones merged into larger ones."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from trifecta.warehouse.copying import columns as promoted
from trifecta.warehouse.copying import duck

logger = logging.getLogger(__name__)
FULL = 1_000_000
"""Rows of a file that is not merged any further."""
_AS_PARQUET = "(FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 61440)"


def name_of(first: int, last: int) -> str:
    """
    >>> name_of(1, 20)
    'part-000000000001-000000000020.parquet'
    """
    return f"part-{first:012d}-{last:012d}.parquet"


def write(
    con: duckdb.DuckDBPyConnection, entries: pa.Table | pa.RecordBatchReader, columns: Mapping[str, str], target: Path
) -> int:
    """Write entries, as the database gives them, in their order; return how many."""
    con.register("entries", entries)
    try:
        row_count = _copy(con, promoted.selection(columns, source="entries"), target)
    finally:
        con.unregister("entries")
    _warn_of_lost(con, columns, target)
    return row_count


def to_merge(row_counts: Sequence[int], added: int) -> int:
    """
    How many of the latest files are merged with `added` new rows.

    A file is taken as long as it is at most twice what would be merged into it: so files shrink by half from oldest to
    newest, their number grows with the logarithm of the log, and a row is rewritten about that often.

    >>> to_merge([1_000_000, 900, 30, 10], added=6)
    2
    >>> to_merge([1_000_000, 900, 30, 10], added=5_000)
    3
    """
    taken = 0
    for row_count in reversed(row_counts):
        if row_count > 2 * added or row_count + added > FULL:
            break
        added += row_count
        taken += 1
    return taken


def merge(con: duckdb.DuckDBPyConnection, sources: Sequence[Path], target: Path) -> int:
    """One file of several, which follow each other."""
    names = ", ".join(duck.quoted(source) for source in sources)
    return _copy(con, f"SELECT * FROM read_parquet([{names}])", target)


def _warn_of_lost(con: duckdb.DuckDBPyConnection, columns: Mapping[str, str], target: Path) -> None:
    """A fact of a newer version, or one that does not fit its kind, is left out; it must not stop all numbers."""
    counted = con.execute(promoted.lost(columns, source=f"read_parquet({duck.quoted(target)})")).fetchone()
    if counted and counted[0]:
        logger.warning("%s facts in %s are of no known kind and were left out of the copy.", counted[0], target.name)


def _copy(con: duckdb.DuckDBPyConnection, query: str, target: Path) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    done = con.execute(f"COPY ({query}) TO {duck.quoted(target)} {_AS_PARQUET}").fetchone()
    assert done is not None
    return int(done[0])
