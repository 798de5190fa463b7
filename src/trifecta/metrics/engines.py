"""Where a metric's SQL runs. Each engine names its dialect and gives the rows of a query as columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Protocol

import duckdb
import numpy as np
import pyarrow as pa

from trifecta.base.errors import TrifectaError
from trifecta.metrics.facts.declared import FACTS

Columns = Mapping[str, list[Any]]


class UnknownEngine(TrifectaError):
    """No engine of this name."""


class Engine(Protocol):
    """dialect: as Ibis and sqlglot name it."""

    dialect: str

    def rows(self, sql: str) -> Columns: ...


class DuckDB:
    """The facts of a store's folder, each as a view on its file."""

    dialect = "duckdb"

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def rows(self, sql: str) -> Columns:
        """Lists of numbers come back as arrays, dates as dates."""
        found = self._con.execute(sql).to_arrow_table().combine_chunks()
        return {name: _values(found.column(name)) for name in found.column_names}


class Cursor:
    """Any DB-API cursor, such as psycopg's on the schema that the facts were published to."""

    def __init__(self, cursor: Any, *, dialect: str = "postgres") -> None:
        self._cursor, self.dialect = cursor, dialect

    def rows(self, sql: str) -> Columns:
        self._cursor.execute(sql)
        names = [column[0] for column in self._cursor.description]
        columns = list(zip(*self._cursor.fetchall(), strict=True)) or [()] * len(names)
        return {name: list(column) for name, column in zip(names, columns, strict=True)}


class Spark:
    """A Spark session in which the facts are known as views."""

    dialect = "pyspark"

    def __init__(self, session: Any) -> None:
        self._session = session

    def rows(self, sql: str) -> Columns:
        found = self._session.sql(sql)
        told = [row.asDict() for row in found.collect()]
        return {name: [row[name] for row in told] for name in found.columns}


def _values(column: pa.ChunkedArray) -> list[Any]:
    if not pa.types.is_list(column.type) or not column.num_chunks:
        found: list[Any] = column.to_pylist()
        return found
    rows = column.chunk(0)
    numbers, ends = np.from_dlpack(rows.values), np.from_dlpack(rows.offsets)  # pyarrow's own way loads pandas
    return [numbers[begin:end] for begin, end in itertools.pairwise(ends.tolist())]


@contextmanager
def opened(engine: str | Engine, store: Path, *, facts: Sequence[str] = tuple(FACTS)) -> Iterator[Engine]:
    """The engine of this name over these facts, closed afterwards; an open one stays open. Raises UnknownEngine."""
    if not isinstance(engine, str):
        yield engine
        return
    if engine != DuckDB.dialect:
        known = ("duckdb", "postgres", "spark")
        near = get_close_matches(engine, known, n=1, cutoff=0.4)
        hint = f" Did you mean {near[0]}?" if near else f" The engines are: {', '.join(known)}."
        raise UnknownEngine(f"There is no engine “{engine}” here.{hint}")
    con = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    try:
        for name in facts:
            file = str(store / "facts" / f"{name}.parquet").replace("'", "''")
            con.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{file}')")
        yield DuckDB(con)
    finally:
        con.close()
