"""The log's copy as a table, and the few ways in which the facts look at it."""

from __future__ import annotations

from datetime import UTC, datetime

import ibis
from ibis import Table

from trifecta.metrics.compiling import sql
from trifecta.metrics.facts.workshop import Workshop

_INTS = [
    "team",
    "to_team",
    "assignee",
    "owner",
    "requester",
    "service",
    "item",
    "category",
    "site",
    "priority",
    "contact",
    "ticket",
    "into",
    "customer",
    "agent",
    "handled_s",
]
_TEXTS = ["sort", "channel", "relation", "direction", "outcome"]
LOG = {
    "entry_id": "int64",
    "stream_sort": "string",
    "stream_id": "int64",
    "seq": "int32",
    "kind": "string",
    "happened_at": "timestamp",
    "actor_sort": "string",
    "f_supersedes": "int64",
    **{f"f_{name}": "int64" for name in _INTS},
    **{f"f_{name}": "string" for name in _TEXTS},
    **{f"f_{name}": "boolean" for name in ("automatic", "solved")},
    **{f"f_{name}": "timestamp" for name in ("answered_at", "ended_at")},
}
"""What is read of an entry."""


def entries(shop: Workshop, *, as_of: datetime) -> Table:
    """
    The log as folds read it, with `at_us` and `answered_us` in microseconds since 1970.

    Superseded entries are left out, and those that are told to happen after `as_of`.
    """
    log = shop.stored("log", LOG, files="log/*.parquet")
    until = as_of.astimezone(UTC).replace(tzinfo=None)
    rows = f"""
        SELECT *, epoch_us(happened_at) AS at_us, epoch_us(f_answered_at) AS answered_us
        FROM log WHERE happened_at <= TIMESTAMP '{until}'
    """
    corrections = [kind for kind in kinds(shop, log) if kind.endswith(".corrected")]
    if corrections:
        wrong = of_kind(log, *corrections)
        shop.keep("superseded", wrong.select("stream_sort", "stream_id", seq="f_supersedes"))
        rows = f"SELECT * FROM ({rows}) ANTI JOIN superseded USING (stream_sort, stream_id, seq)"
    shop.con.execute(f"CREATE VIEW entries AS {rows}")
    return ibis.table({**LOG, "at_us": "int64", "answered_us": "int64"}, name="entries")


def kinds(shop: Workshop, log: Table) -> set[str]:
    """The kinds that occur: looking is cheap, and spares a pass over the log for those that do not."""
    return {kind for (kind,) in shop.con.execute(sql(log.select("kind").distinct())).fetchall()}


def of_kind(entries: Table, *kinds: str) -> Table:
    return entries.filter(entries.kind.isin(kinds))


def latest(entries: Table, *kinds: str) -> Table:
    """The latest entry of these kinds in each stream."""
    told = of_kind(entries, *kinds)
    order = [told.at_us.desc(), told.seq.desc()]
    numbered = told.mutate(place=ibis.row_number().over(group_by=told.stream_id, order_by=order))
    return numbered.filter(numbered.place == 0)
