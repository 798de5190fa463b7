"""From the database to a new generation of the store, as cheaply as what has changed allows."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from trifecta.metrics.facts import building as facts
from trifecta.metrics.facts import declared
from trifecta.warehouse import dims, freshness, generations, hours
from trifecta.warehouse.copying import clocks, duck, entries, horizon
from trifecta.warehouse.copying.clocks import Known
from trifecta.warehouse.generations import Busy, Part, Snapshot
from trifecta.warehouse.sources import Sources

AT_LATEST = timedelta(hours=1)
"""Open work ages on a quiet desk too: after this long there is a new snapshot even of the same log."""


def refresh(*, at: datetime, full: bool = False) -> Snapshot:
    """
    The current snapshot, after copying what is new; the one before when nothing is.

    full: read the whole log again. Raises Busy when nothing was ever copied and an older transaction still writes.
    """
    with generations.alone():
        generations.sweep(at=at)
        before = generations.current()
        upto = horizon.settled_id()
        if upto is None:
            return _as_it_was(before)
        sources = Sources.read(at)
        made = None if full or before is None else _if_current(before, sources, upto)
        made = made or _build(None if full else before, sources, upto)
        freshness.note(made, checked_at=at)
        return made


def _as_it_was(before: Snapshot | None) -> Snapshot:
    if before is None:
        raise Busy("A long transaction is writing to the log; the first copy waits until it ends. Try again then.")
    return before


def _if_current(before: Snapshot, sources: Sources, upto: int) -> Snapshot | None:
    ages = sources.at - before.as_of >= AT_LATEST or (before.next_at is not None and before.next_at <= sources.at)
    same_log = upto == before.watermark and horizon.mark(upto) == before.mark
    return before if same_log and not ages and sources.prints(before.earliest_at) == before.inputs else None


def _build(before: Snapshot | None, sources: Sources, upto: int) -> Snapshot:
    snapshot_id = f"{sources.at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    building = generations.begin(snapshot_id)
    with duck.room(building) as con:
        parts = entries.copy(con, building / "log", _known(before, sources), sources.columns, upto=upto)
        clocks.copy(con, building / "clocks", _known_clocks(before, sources), upto=upto)
        earliest_at, next_at = _edges(con, building / "log", sources.at)
    made = Snapshot(
        id=snapshot_id,
        as_of=sources.at,
        watermark=upto,
        mark=horizon.mark(upto),
        earliest_at=earliest_at,
        next_at=next_at,
        parts=parts,
        inputs=sources.prints(earliest_at),
    )
    _write_surroundings(building, made, before, sources)
    generations.write(building / "snapshot.json", made)
    made = replace(made, row_counts=facts.build(building, as_of=sources.at))
    generations.switch(building, made, at=sources.at)
    return made


def _known(before: Snapshot | None, sources: Sources) -> list[tuple[Part, Path]]:
    """The files that can be kept: none when the log is another one, or its kinds have changed."""
    if before is None or horizon.mark(before.watermark) != before.mark:
        return []
    if before.inputs["columns"] != sources.prints(before.earliest_at)["columns"]:
        return []
    log = generations.store(before) / "log"
    return [(part, log / part.name) for part in before.parts]


def _known_clocks(before: Snapshot | None, sources: Sources) -> Known | None:
    """Where the same log was copied before, by the same version; else none can be kept."""
    if not _known(before, sources) or before is None or before.inputs.get("facts") != str(declared.VERSION):
        return None
    return Known(generations.store(before) / "clocks", before.watermark, before.as_of)


def _edges(con: duckdb.DuckDBPyConnection, log: Path, at: datetime) -> tuple[datetime | None, datetime | None]:
    """When the first thing in the log happened, and when the next one after `at` will."""
    files = duck.quoted(log / "*.parquet")
    query = f"SELECT min(happened_at), min(happened_at) FILTER (happened_at > ?) FROM read_parquet({files})"
    found = con.execute(query, [at.astimezone(UTC).replace(tzinfo=None)]).fetchone()
    earliest_at, next_at = (edge and edge.replace(tzinfo=UTC) for edge in found or (None, None))
    return earliest_at, next_at


def _write_surroundings(building: Path, made: Snapshot, before: Snapshot | None, sources: Sources) -> None:
    dims.write(sources.dims, building / "dims")
    (building / "desk.json").write_text(json.dumps(sources.desk))
    if before is not None and before.inputs["hours"] == made.inputs["hours"]:
        generations.same_file(generations.store(before) / "hours.parquet", building / "hours.parquet")
    else:
        hours.write(sources.versions, sources.span(made.earliest_at), building / "hours.parquet")
