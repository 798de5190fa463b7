"""The log's copy: what is new goes into a file of its own, and small files into larger ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from trifecta.warehouse import generations
from trifecta.warehouse.copying import bulk, moving, parts
from trifecta.warehouse.generations import Part

BULK = 50_000
"""Entries from which on starting a process of its own pays."""


def copy(
    con: duckdb.DuckDBPyConnection,
    log: Path,
    known: Sequence[tuple[Part, Path]],
    columns: Mapping[str, str],
    *,
    upto: int,
) -> tuple[Part, ...]:
    """
    Fill the folder `log` with the whole log up to an id.

    known: the files of the generation before and where they are; what lies above them is read from the database.
    An empty log is one file without rows, so that readers find its columns.
    """
    log.mkdir()
    after = known[-1][0].last if known else 0
    if known and upto <= after:
        return _keep(known, log)
    known = [(part, place) for part, place in known if part.row_count]
    if upto - after > BULK and moving.can_be_read_by_others():
        fresh = [Part(**told) for told in moving.in_bulk(log, after=after, upto=upto, columns=columns)]
    else:
        fresh = [_small(con, log, columns, after, upto)]
    taken = parts.to_merge([part.row_count for part, _ in known], sum(part.row_count for part in fresh))
    kept = _keep(known[: len(known) - taken], log)
    if taken:
        fresh = [_merged(con, log, known[-taken:], fresh)]
    return (*kept, *fresh)


def _small(con: duckdb.DuckDBPyConnection, log: Path, columns: Mapping[str, str], after: int, upto: int) -> Part:
    entries = moving.rows(bulk.ENTRIES, [after + 1, upto])
    name = parts.name_of(after + 1, upto)
    return Part(name, after + 1, upto, parts.write(con, entries, columns, log / name))


def _merged(
    con: duckdb.DuckDBPyConnection, log: Path, known: Sequence[tuple[Part, Path]], fresh: Sequence[Part]
) -> Part:
    first, last = known[0][0].first, fresh[-1].last
    name = parts.name_of(first, last)
    sources = [*(place for _, place in known), *(log / part.name for part in fresh)]
    row_count = parts.merge(con, sources, log / name)
    for part in fresh:
        (log / part.name).unlink()
    return Part(name, first, last, row_count)


def _keep(known: Sequence[tuple[Part, Path]], log: Path) -> tuple[Part, ...]:
    for part, place in known:
        generations.same_file(place, log / part.name)
    return tuple(part for part, _ in known)
