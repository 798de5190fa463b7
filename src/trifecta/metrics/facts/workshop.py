"""A DuckDB of one's own: Ibis expressions in, numpy columns out, and columns into the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import ibis
from ibis import Table

from trifecta.metrics.compiling import sql
from trifecta.metrics.facts.columns import NONE, Columns, Words, narrowed
from trifecta.metrics.facts.declared import Fact

AS_PARQUET = "(FORMAT parquet, COMPRESSION snappy, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1)"
_TYPES = {
    "int64": "BIGINT",
    "int32": "INTEGER",
    "string": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
_READ = {
    **dict.fromkeys(("int8", "int32", "int64"), 'coalesce("{0}", {1})'),
    "boolean": 'coalesce("{0}"::TINYINT, {1})',
}
_WRITTEN = {
    "int64": 'nullif("{0}", {1})::BIGINT',
    "boolean": 'nullif("{0}"::TINYINT, {1})::BOOLEAN',
    "timestamp": 'make_timestamp(nullif("{0}", {1}))',
    "date": "DATE '1970-01-01' + nullif(\"{0}\", {1})::INTEGER",
}


@contextmanager
def workshop(folder: Path) -> Iterator[Workshop]:
    """Closed afterwards; what does not fit into memory lies in the folder meanwhile."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
        "temp_directory": str(folder / ".spill"),
    }
    con = duckdb.connect(config=settings)
    try:
        con.execute("SET GLOBAL TimeZone = 'UTC'")
        yield Workshop(con, folder)
    finally:
        con.close()


class Query(NamedTuple):
    """dtypes: of its columns, as Ibis names them."""

    sql: str
    dtypes: Mapping[str, str]


class Workshop:
    """
    Values are never bound as parameters: that would load pandas, a second of work.

    Threads may read and write at once: each does so through a cursor of its own.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.con = con
        self.folder = folder

    def stored(self, name: str, columns: Mapping[str, str], *, files: str) -> Table:
        """A table of the store; a column that its files lack is null in all rows; without values it is not read."""
        paths = sorted(self.folder.glob(files))
        listed = f"[{', '.join(quoted(path) for path in paths)}]"
        known = self._filled(listed) if paths else set()
        chosen = [
            f'CAST({column if column in known else "NULL"} AS {_TYPES[dtype]}) AS "{column}"'
            for column, dtype in columns.items()
        ]
        rows = f"FROM read_parquet({listed}, union_by_name = true)" if paths else "WHERE false"
        self.con.execute(f"CREATE VIEW {name} AS SELECT {', '.join(chosen)} {rows}")
        return ibis.table(columns, name=name)

    def _filled(self, paths: str) -> set[str]:
        """The columns that hold any value, as the files say."""
        query = f"""
            SELECT DISTINCT path_in_schema FROM parquet_metadata({paths})
            WHERE coalesce(stats_null_count, 0) < num_values
        """
        return {column for (column,) in self.con.execute(query).fetchall()}

    def keep(self, name: str, rows: Table) -> Table:
        """The rows as a table: computed once, read often."""
        self.con.execute(f"CREATE TABLE {name} AS {sql(rows)}")
        return ibis.table(rows.schema(), name=name)

    def columns(self, rows: Table) -> dict[str, Any]:
        """The rows as columns. Texts are looked through twice: let such rows be kept or few."""
        return self.read(self.told(rows))

    def told(self, rows: Table) -> Query:
        """Ibis is not known to be safe in threads; what this gives can be read in one."""
        return Query(sql(rows), {column: str(dtype).lstrip("!") for column, dtype in rows.schema().items()})

    def read(self, query: Query) -> dict[str, Any]:
        words = self._words(query.sql, [column for column, dtype in query.dtypes.items() if dtype == "string"])
        chosen = ", ".join(
            f"{_numbers(column, words[column]) if column in words else _READ[dtype].format(column, NONE)} AS {column}"
            for column, dtype in query.dtypes.items()
        )
        with self.con.cursor() as cursor:
            found = cursor.execute(f"SELECT {chosen} FROM ({query.sql})").fetchnumpy()
        columns = {name: Words(values, words[name]) if name in words else values for name, values in found.items()}
        return narrowed(columns, columns)

    def write(self, fact: Fact, columns: Columns) -> int:
        """Write a fact into the store and return how many rows it has."""
        plain, chosen = {}, []
        for column, dtype in fact.columns.items():
            values = columns[f"{column.removesuffix('_at')}_us" if dtype == "timestamp" else column]
            if isinstance(values, Words):
                plain[column] = values.numbers
                chosen.append(f"{_words(column, values.known)} AS {column}")
            else:
                plain[column] = values
                chosen.append(f"{_WRITTEN[dtype].format(column, NONE)} AS {column}")
        target = quoted(self.folder / "facts" / f"{fact.name}.parquet")
        with self.con.cursor() as cursor:
            cursor.register("written", plain)
            cursor.execute(f"COPY (SELECT {', '.join(chosen)} FROM written) TO {target} {AS_PARQUET}")
        return int(next(iter(plain.values())).size)

    def _words(self, query: str, columns: list[str]) -> dict[str, tuple[str, ...]]:
        """The words of each column, all in one look at the rows."""
        if not columns:
            return {}
        lists = ", ".join(f'list(DISTINCT "{column}")' for column in columns)
        with self.con.cursor() as cursor:
            found = cursor.execute(f"SELECT {lists} FROM ({query})").fetchone() or ()
        known = (sorted(word for word in words or () if word is not None) for words in found)
        return dict(zip(columns, map(tuple, known), strict=True))


def quoted(text: Path | str) -> str:
    """A path or word inside a query."""
    return "'" + str(text).replace("'", "''") + "'"


def _numbers(column: str, words: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN {quoted(word)} THEN {number}" for number, word in enumerate(words))
    return f'CASE "{column}" {cases} ELSE {NONE} END::INTEGER' if words else f"{NONE}"


def _words(column: str, words: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN {number} THEN {quoted(word)}" for number, word in enumerate(words))
    return f'CASE "{column}" {cases} END::VARCHAR' if words else "NULL::VARCHAR"
