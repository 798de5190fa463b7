"""DuckDB as the warehouse uses it: no network, UTC, spills beside what it writes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

MEMORY = "512MB"


@contextlib.contextmanager
def room(spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, closed afterwards."""
    con = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY,
            "temp_directory": str(spill / ".spill"),
        }
    )
    try:
        con.execute("SET TimeZone = 'UTC'")
        yield con
    finally:
        con.close()


def quoted(path: Path) -> str:
    """A path inside a query."""
    return "'" + str(path).replace("'", "''") + "'"
