"""
The warehouse's copy of a large desk's log, made without the desk: as many tickets as wanted, in the order of time.

Ten entries a ticket over two years, open Monday to Friday from 9 to 17 UTC. The files are written by the warehouse's
own writer. Seeded: the same number of tickets is the same log.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django
import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from bench.stories import CUSTOMERS_SHARE, SERVICES, TEAM_LEVELS, UNTIL_S, stories
from trifecta.base.worktime import settling
from trifecta.base.worktime.calendar import Calendar, Window
from trifecta.warehouse.copying import bulk, columns, duck, parts

CALENDAR = 1
OPEN = (Window(9 * 3600, 17 * 3600),)
OPENED = ("sort", "owner", "requester", "team", "assignee", "channel", "priority", "service")
RECORDED = ("channel", "direction", "outcome", "customer", "agent", "team", "ticket", "service", "handled_s")
FACTS: Mapping[str, tuple[str, ...]] = {
    "ticket.opened": OPENED,
    "ticket.message_sent": ("channel",),
    "ticket.message_received": ("channel",),
    "ticket.handoff_offered": ("to_team", "reason"),
    "ticket.handoff_accepted": ("team", "assignee"),
    "ticket.given_back": ("to_team", "reason"),
    "ticket.reprioritized": ("priority",),
    "ticket.resolved": ("code",),
    "contact.recorded": RECORDED,
}
"""What each kind tells; the others tell nothing."""


def make(store: Path, *, tickets: int) -> None:
    """Fill an empty folder with all that facts are built from."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
    django.setup()  # registers every kind, and so every column
    (store / "log").mkdir(parents=True)
    as_of = datetime.fromtimestamp(UNTIL_S, UTC)
    with duckdb.connect() as told, duck.room(store) as con:
        told.register("told", stories(tickets))
        (count,) = told.sql("SELECT count(*) FROM told").fetchone() or (0,)
        for first, last in bulk.stretches(0, count):
            rows = told.sql(f"{_raw()} WHERE id BETWEEN {first} AND {last} ORDER BY id").to_arrow_reader()
            parts.write(con, rows, columns.promoted(), store / "log" / parts.name_of(first, last))
    _dimensions(store / "dims", customers=max(1, int(tickets * CUSTOMERS_SHARE)))
    parquet.write_table(_hours(as_of), store / "hours.parquet")
    (store / "desk.json").write_text(json.dumps({"zone": "UTC", "default_calendar": CALENDAR}))
    (store / "snapshot.json").write_text(json.dumps({"id": "bench", "as_of": as_of.isoformat(), "entries": count}))


def _raw() -> str:
    """The entries as the database has them, facts as JSON."""
    told = " ".join(
        f"WHEN '{kind}' THEN to_json(struct_pack({', '.join(f'{name} := {name}' for name in names)}))"
        for kind, names in FACTS.items()
    )
    return f"""
        SELECT id, concat(split_part(kind, '.', 1), ':', stream_id) AS stream, seq, kind,
            make_timestamp(at_s * 1_000_000) AS happened_at, actor,
            CAST(CASE kind {told} ELSE '{{}}' END AS VARCHAR) AS facts
        FROM told
    """


def _dimensions(folder: Path, *, customers: int) -> None:
    folder.mkdir()
    people, services = np.arange(1, customers + 1), np.arange(1, SERVICES + 1)
    tables: dict[str, dict[str, Any]] = {
        "teams": {
            "id": range(1, len(TEAM_LEVELS) + 1),
            "level": TEAM_LEVELS,
            "is_restricted": [False] * len(TEAM_LEVELS),
        },
        "customers": {"id": people, "organization": people % 9, "department": people % 60, "site": people % 30},
        "services": {"id": services, "calendar": np.full(SERVICES, CALENDAR)},
    }
    for name, table in tables.items():
        parquet.write_table(
            pa.table({key: pa.array(values) for key, values in table.items()}), folder / f"{name}.parquet"
        )


def _hours(as_of: datetime) -> pa.Table:
    week = (OPEN, OPEN, OPEN, OPEN, OPEN, (), ())
    settled = settling.settle(Calendar("UTC", week), date(as_of.year - 3, 1, 1), date(as_of.year + 1, 12, 31))
    spans = [f"{end}_{number}" for number in range(1, 5) for end in ("from", "to")]
    hours = [pa.array(column, pa.int64()) for column in zip(*settled.rows(), strict=True)]
    table = pa.table(hours, names=["hour", "cum_open_s", *spans])
    return table.add_column(0, "calendar", pa.array([CALENDAR] * table.num_rows))


if __name__ == "__main__":
    make(Path(sys.argv[1]), tickets=int(sys.argv[2]))
