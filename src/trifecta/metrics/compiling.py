"""Ibis expressions as SQL."""

from __future__ import annotations

import ibis
from ibis import Table


def sql(rows: Table, *, dialect: str = "duckdb") -> str:
    """The query in the dialect of an engine."""
    return str(ibis.to_sql(rows, dialect=dialect))
