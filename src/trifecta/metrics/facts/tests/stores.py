"""Stores with a log written by hand, and their facts as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
from pyarrow import parquet

from trifecta.base.worktime import settling
from trifecta.base.worktime.calendar import Calendar, Window
from trifecta.metrics.facts import building

ZONE = "Europe/Amsterdam"
OFFICE = (Window(9 * 3600, 17 * 3600),)
FIRST, OTHER, NETWORK, HIDDEN, UNTOLD = 1, 2, 3, 4, 5
"""Teams: two of the first level, one of the second, one that not everybody sees, and one whose level nobody told."""
LEVELS: dict[int, str | None] = {FIRST: "1", OTHER: "0", NETWORK: "2", HIDDEN: "2", UNTOLD: None}
OPENED = {"sort": "incident", "owner": 9, "requester": 5, "team": FIRST, "service": 7, "priority": 3}
AS_OF = datetime(2026, 4, 30, 10, tzinfo=UTC)
_SPANS = [f"{end}_{number}" for number in range(1, 5) for end in ("from", "to")]


class Told(NamedTuple):
    """One entry: what is told of which stream, when and by whom."""

    stream: str
    seq: int
    kind: str
    at: datetime
    by: str = "staff"
    facts: Mapping[str, Any] = {}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2026, in UTC: Amsterdam is one hour ahead until the 29th. The 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def story(number: int, *told: tuple[datetime, str, Mapping[str, Any]]) -> Iterator[Told]:
    """A ticket's entries in the order of the log, by staff."""
    for seq, (happened_at, kind, facts) in enumerate(told, 1):
        yield Told(f"ticket:{number}", seq, f"ticket.{kind}", happened_at, facts=facts)


def built(
    folder: Path, told: Iterable[Told], *, as_of: datetime = AS_OF, levels: Mapping[int, str | None] = LEVELS
) -> Path:
    """A store of these entries, with facts."""
    for name in ("log", "dims"):
        (folder / name).mkdir()
    parquet.write_table(_log([*told]), folder / "log" / "part-1.parquet")
    dims = {
        "teams": {"id": [*levels], "level": [*levels.values()], "is_restricted": [team == HIDDEN for team in levels]},
        "customers": {"id": [5], "organization": [50], "department": [51], "site": [52]},
        "services": {"id": [7], "calendar": [1]},
        "agents": {"id": [1, 9, 12], "is_placeholder": [True, False, False]},
    }
    for name, columns in dims.items():
        parquet.write_table(pa.table(columns), folder / "dims" / f"{name}.parquet")
    parquet.write_table(_hours(), folder / "hours.parquet")
    (folder / "desk.json").write_text(json.dumps({"zone": ZONE, "default_calendar": 1}))
    building.build(folder, as_of=as_of)
    return folder


def facts(store: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a fact, instants aware, in a fixed order."""
    with duckdb.connect() as con:
        rows = con.execute(f"FROM read_parquet('{store}/facts/{name}.parquet') ORDER BY ALL").to_arrow_table()
    return [{key: _aware(value) for key, value in row.items()} for row in rows.to_pylist()]


def the_ticket(store: Path) -> dict[str, Any]:
    """The only one there is."""
    (row,) = facts(store, "tickets")
    return row


def _log(told: list[Told]) -> pa.Table:
    rows = [
        {
            "entry_id": number,
            "stream_sort": one.stream.partition(":")[0],
            "stream_id": int(one.stream.partition(":")[2]),
            "seq": one.seq,
            "kind": one.kind,
            "happened_at": one.at.replace(tzinfo=None),
            "actor_sort": one.by,
            **{f"f_{name}": _naive(value) for name, value in one.facts.items()},
        }
        for number, one in enumerate(told, 1)
    ]
    names = {name: None for row in rows for name in row}
    return pa.table({name: [row.get(name) for row in rows] for name in names})


def _hours() -> pa.Table:
    calendar = Calendar(ZONE, (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, (), ()))
    settled = settling.settle(calendar, date(2026, 1, 1), date(2027, 12, 31))
    hours = [pa.array(column, pa.int64()) for column in zip(*settled.rows(), strict=True)]
    return pa.table([pa.array([1] * len(hours[0])), *hours], names=["calendar", "hour", "cum_open_s", *_SPANS])


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _naive(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
