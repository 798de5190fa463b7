"""
The readings of promises as one file: all of them, or those of the tickets that may have changed.

A reading changes with an entry of its ticket, which the log tells; by a sweep, which says when; or by a recompute of
many, after whose end all are copied. Whatever is read of a ticket takes the place of all that was known of it, so that
a run which turns out never to have been goes too.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
from django.db import connection
from django.db.models import Max, QuerySet

from trifecta.promises.models import Clock, Recomputing
from trifecta.warehouse import generations
from trifecta.warehouse.copying import duck, moving

MOST = 5_000
"""Tickets up to which they are copied one by one."""
PART_ROWS = 100_000
OVERLAP = timedelta(minutes=10)
"""How late a reading may be committed that says it was made before."""
COLUMNS = {
    "ticket": "BIGINT",
    "promise": "VARCHAR",
    "run": "BIGINT",
    "terms": "VARCHAR",
    "kind": "VARCHAR",
    "team": "BIGINT",
    "outcome": "VARCHAR",
    "reason": "VARCHAR",
    "calendar": "BIGINT",
    "started_at": "TIMESTAMP",
    "due_at": "TIMESTAMP",
    "broken_at": "TIMESTAMP",
    "ended_at": "TIMESTAMP",
    "target_s": "BIGINT",
    "spent_s": "BIGINT",
    "paused_s": "BIGINT",
}
_READ = {"ticket": "ticket_id", "team": "team_id", "calendar": "calendar_version__calendar_id"}
# Towards a named deadline no amount counts: pauses do not move it.
_NAMED = {"terms": "nullif(terms, '')", "target_s": "CASE WHEN is_named THEN NULL ELSE target_s END"}
_TOLD = "SELECT DISTINCT stream FROM log_entry WHERE id > %s AND id <= %s AND stream LIKE 'ticket:%%' LIMIT %s"


class Known(NamedTuple):
    """What the generation before holds: its file, the newest entry of the log by then, and when that was."""

    folder: Path
    watermark: int
    as_of: datetime


def fingerprint() -> str:
    """Changes when any reading does, unless the log tells of it too."""
    latest = Clock.objects.aggregate(id=Max("id"), changed_at=Max("changed_at"))
    recomputed = Recomputing.objects.aggregate(done_at=Max("done_at"))["done_at"]
    return f"{latest['id']} {latest['changed_at']} {recomputed}"


def copy(con: duckdb.DuckDBPyConnection, folder: Path, known: Known | None, *, upto: int) -> None:
    """Fill the folder with all readings; known: those of the generation before, if they may be kept."""
    folder.mkdir()
    touched = _touched(known, upto) if known else None
    if known is None or touched is None:
        _write_all(con, folder)
    elif touched:
        _renew(con, folder, known, touched)
    else:
        for part in known.folder.glob("*.parquet"):
            generations.same_file(part, folder / part.name)


def _touched(known: Known, upto: int) -> set[int] | None:
    """Tickets whose readings may have changed; None when these are many, or many readings were recomputed."""
    since = known.as_of - OVERLAP
    if Recomputing.objects.filter(done_at__gte=since).exists():
        return None
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [known.watermark, upto, MOST + 1])
        told = {int(stream.partition(":")[2]) for (stream,) in cursor.fetchall()}
    changed = Clock.objects.filter(changed_at__gte=since).values_list("ticket_id", flat=True).distinct()
    found = told | {*changed[: MOST + 1]}
    return found if len(found) <= MOST else None


def _write_all(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Part by part, so that not all of them are in memory at once; at least one, so that readers find the columns."""
    read = _rows(Clock.objects.order_by("id")[:PART_ROWS])
    _write(con, folder, read)
    while read.num_rows == PART_ROWS:
        read = _rows(Clock.objects.filter(id__gt=read["id"][-1].as_py()).order_by("id")[:PART_ROWS])
        _write(con, folder, read)


def _renew(con: duckdb.DuckDBPyConnection, folder: Path, known: Known, tickets: set[int]) -> None:
    con.register("renewed", pa.table({"ticket": pa.array(tickets, pa.int64())}))
    kept = f"SELECT * FROM read_parquet({duck.quoted(known.folder / '*.parquet')}) ANTI JOIN renewed USING (ticket)"
    _write(con, folder, _rows(Clock.objects.filter(ticket__in=tickets)), before=f"{kept} UNION ALL ")
    con.unregister("renewed")


def _rows(clocks: QuerySet[Clock]) -> pa.Table:
    read = clocks.values("id", "is_named", *(_READ.get(name, name) for name in COLUMNS))
    return moving.queried(read).rename_columns(["id", "is_named", *COLUMNS])


def _write(con: duckdb.DuckDBPyConnection, folder: Path, read: pa.Table, *, before: str = "") -> None:
    con.register("read", read)
    columns = ", ".join(f"CAST({_NAMED.get(name, name)} AS {dtype}) AS {name}" for name, dtype in COLUMNS.items())
    target = folder / f"part-{len([*folder.iterdir()]) + 1:04}.parquet"
    con.execute(f"COPY ({before}SELECT {columns} FROM read) TO {duck.quoted(target)} (FORMAT parquet)")
    con.unregister("read")
