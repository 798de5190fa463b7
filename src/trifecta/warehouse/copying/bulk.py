"""
A large stretch of the log through ADBC: a process of its own, told its task on standard input (see `moving`).

It knows no Django. It writes one file per million entries and says each on standard output, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import duckdb

from trifecta.warehouse.copying import duck, parts

BATCH_ROWS = 16_384
ENTRIES = """
    SELECT id, stream, seq, kind, happened_at, actor, CAST(facts AS text) AS facts FROM log_entry
    WHERE id BETWEEN %s AND %s ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Task:
    address: str
    folder: str
    after: int
    upto: int
    columns: Mapping[str, str]

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def main() -> None:
    task = Task(**json.load(sys.stdin))
    folder = Path(task.folder)
    parent = os.getppid()
    with closing(_connect(task.address)) as source, duck.room(folder) as con:
        for first, last in stretches(task.after, task.upto):
            if os.getppid() != parent:
                sys.exit("the process that asked for the copy is gone")
            name = parts.name_of(first, last)
            row_count = _copy(source, con, task, first, last, folder / name)
            sys.stdout.write(json.dumps({"name": name, "first": first, "last": last, "row_count": row_count}) + "\n")


def stretches(after: int, upto: int) -> Iterator[tuple[int, int]]:
    """
    >>> list(stretches(0, 2_500_000))
    [(1, 1000000), (1000001, 2000000), (2000001, 2500000)]
    """
    for start in range(after, upto, parts.FULL):
        yield start + 1, min(start + parts.FULL, upto)


def _copy(source: Any, con: duckdb.DuckDBPyConnection, task: Task, first: int, last: int, target: Path) -> int:
    with closing(source.cursor()) as cursor:
        if not task.address.startswith("postgresql"):
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH_ROWS)})
        cursor.execute(ENTRIES % ("$1", "$2"), [first, last])
        return parts.write(con, cursor.fetch_record_batch(), task.columns, target)


def _connect(address: str) -> Any:
    driver = adbc_driver_postgresql if address.startswith("postgresql") else adbc_driver_sqlite
    return driver.dbapi.connect(address)


if __name__ == "__main__":
    main()
