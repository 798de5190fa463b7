"""The log's copy, looked through once: of each entry what its kind is asked for."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from trifecta.metrics.facts import files
from trifecta.metrics.facts.columns import Columns, Words, joined, narrowed, rows_at
from trifecta.metrics.facts.files import Group

TEXTS = ("kind", "actor_sort", "f_sort", "f_channel", "f_direction", "f_outcome", "f_reason")


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What is asked of the entries of some kinds, which all are of streams of one sort.

    fields: what the kinds tell, by name; besides, of all: `kind`, `seq`, `at_us` and the stream's id, named by its sort
    """

    sort: str
    kinds: frozenset[str]
    fields: Sequence[str]

    @property
    def columns(self) -> Mapping[str, str]:
        """By name the column of the log."""
        always = {"kind": "kind", self.sort: "stream_id", "seq": "seq", "at_us": "happened_at"}
        return always | {name: name if name == "actor_sort" else f"f_{name}" for name in self.fields}


def entries(log: Path, wanted: Sequence[Wanted], *, until_us: int, threads: Executor) -> list[Columns]:
    """
    The entries asked for, one set of columns for each wish. log: the folder.

    Superseded entries are left out, and those that are told to happen after `until_us`.
    """
    sorts = {one.sort for one in wanted}
    corrections = [Wanted(sort, frozenset({f"{sort}.corrected"}), ("supersedes",)) for sort in sorted(sorts)]
    asked = (*wanted, *corrections)
    nothing = _of_group(asked, until_us, Group(pa.table({}), 0, TEXTS))
    files_told = threads.map(partial(_of_file, asked, until_us), sorted(log.glob("*.parquet")))
    found = [*threads.map(joined, zip(nothing, *itertools.chain.from_iterable(files_told), strict=True))]
    superseded = {one.sort: rows for one, rows in zip(corrections, found[len(wanted) :], strict=True)}
    return [_without(rows, superseded[one.sort], one.sort) for one, rows in zip(wanted, found, strict=False)]


def _of_file(wanted: Sequence[Wanted], until_us: int, path: Path) -> list[list[Columns]]:
    columns = sorted({"kind", *(column for one in wanted for column in one.columns.values())})
    return [_of_group(wanted, until_us, group) for group in files.groups(path, columns, texts=TEXTS)]


def _of_group(wanted: Sequence[Wanted], until_us: int, group: Group) -> list[Columns]:
    kind = group.column("kind")
    return [_told(group, kind, one, until_us) for one in wanted]


def _told(group: Group, kind: Words, wanted: Wanted, until_us: int) -> Columns:
    is_wanted = np.array([*(word in wanted.kinds for word in kind.known), False])
    places = np.flatnonzero(is_wanted[kind.numbers])
    places = places[group.column("happened_at", places) <= until_us]
    columns: dict[str, Any] = {name: group.column(column, places) for name, column in wanted.columns.items()}
    return narrowed(columns, columns)


def _without(rows: Columns, superseded: Columns, sort: str) -> Columns:
    """Corrections are few."""
    near = np.flatnonzero(np.isin(rows[sort], superseded[sort]))
    wrong = {*zip(superseded[sort].tolist(), superseded["supersedes"].tolist(), strict=True)}
    told = zip(rows[sort][near].tolist(), rows["seq"][near].tolist(), strict=True)
    is_wrong = np.fromiter((one in wrong for one in told), bool, near.size)
    return rows_at(rows, np.delete(np.arange(rows["seq"].size), near[is_wrong])) if is_wrong.any() else rows
