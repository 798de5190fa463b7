"""The log's columns in the store: one typed column per field of every kind."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from trifecta.base import ids
from trifecta.base.kinds import KINDS, Event

PREFIX = "f_"
FACT_COUNT = "fact_count"
_TYPES: Mapping[Any, str] = {
    bool: "BOOLEAN",
    int: "BIGINT",
    float: "DOUBLE",
    datetime: "TIMESTAMP",
    ids.Code: "VARCHAR",
    **dict.fromkeys(ids.REFERS_TO, "BIGINT"),
}


def promoted(kinds: Mapping[str, type[Event]] = KINDS) -> dict[str, str]:
    """
    The DuckDB type of every field of these kinds, by name of the field.

    Raises TypeError where two kinds give one field two types: a column has one.
    """
    found: dict[str, str] = {}
    for name, kind in sorted(kinds.items()):
        hints = typing.get_type_hints(kind)
        for field in fields(kind):  # type: ignore[arg-type]
            column_type = _TYPES[_inner(hints[field.name])]
            if found.setdefault(field.name, column_type) != column_type:
                raise TypeError(f"{name}.{field.name} is {column_type}, elsewhere it is {found[field.name]}")
    return dict(sorted(found.items()))


def fingerprint(columns: Mapping[str, str]) -> str:
    """Changes when a column comes, goes or takes another type."""
    return sha256(json.dumps(sorted(columns.items())).encode()).hexdigest()[:16]


def selection(columns: Mapping[str, str], *, source: str) -> str:
    """
    The query that turns rows of the log, as the database gives them, into rows of the store.

    The JSON is parsed once for all fields; a fact that does not fit its kind becomes null, which `lost` counts.
    """
    promoted_columns = "".join(f', facts."{name}" AS {PREFIX}{name}' for name in columns)
    return f"""
        SELECT id AS entry_id, split_part(stream, ':', 1) AS stream_sort,
            CAST(split_part(stream, ':', 2) AS BIGINT) AS stream_id, CAST(seq AS INTEGER) AS seq, kind,
            CAST(happened_at AS TIMESTAMP) AS happened_at, split_part(actor, ':', 1) AS actor_sort,
            TRY_CAST(nullif(split_part(actor, ':', 2), '') AS BIGINT) AS actor_id,
            CAST(fact_count AS TINYINT) AS {FACT_COUNT}{promoted_columns}
        FROM (
            SELECT * REPLACE (from_json(facts, '{json.dumps(columns)}') AS facts), len(json_keys(facts)) AS fact_count
            FROM {source}
        )
    """


def lost(columns: Mapping[str, str], *, source: str) -> str:
    """The query that counts the facts that were told but are in no column."""
    kept = " + ".join(f"count({PREFIX}{name})" for name in columns)
    return f"SELECT coalesce(sum({FACT_COUNT}), 0) - ({kept}) FROM {source}"


def _inner(annotation: Any) -> Any:
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        (annotation,) = [part for part in typing.get_args(annotation) if part is not type(None)]
    return annotation
