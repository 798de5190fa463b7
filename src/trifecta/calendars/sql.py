"""
Business time in plain SQL over the settled rows: two equality joins on the hour and a clamp.

The texts run unchanged on SQLite, DuckDB and PostgreSQL. All names that go in are written by a programmer; nothing
that a person typed may.
"""

from __future__ import annotations

from typing import NamedTuple

from trifecta.base.worktime.settling import HOUR_S
from trifecta.base.worktime.validation import SPANS_AN_HOUR

HOURS_TABLE = "calendars_settledhour"


class WorkedSql(NamedTuple):
    """joins: goes after the FROM of the query; value: open seconds, null where they cannot be computed."""

    joins: str
    value: str


def worked_between_sql(
    from_column: str, to_column: str, *, version: str, hours: str = HOURS_TABLE, prefix: str = "w"
) -> WorkedSql:
    """
    Open seconds from one column of whole epoch seconds to another.

    version: a column or number, the calendar's version; prefix: of the two joined tables' names, for several in a query
    """
    start, end = f"{prefix}_from", f"{prefix}_to"
    joins = "\n".join(
        f"LEFT JOIN {hours} AS {alias} ON {alias}.version_id = {version} AND {alias}.hour = {_hour(column)}"
        for alias, column in ((start, from_column), (end, to_column))
    )
    return WorkedSql(joins, f"(({_open_before(end, to_column)}) - ({_open_before(start, from_column)}))")


def epoch_s_sql(column: str, *, vendor: str) -> str:
    """A stored instant as whole epoch seconds. vendor: sqlite, duckdb or postgresql."""
    match vendor:
        case "sqlite":
            # Only to the second: SQLite would round a fraction to the nearest millisecond, and so at times up.
            return f"CAST(strftime('%s', substr({column}, 1, 19)) AS BIGINT)"
        case "duckdb":
            return f"CAST(floor(epoch({column})) AS BIGINT)"
        case "postgresql":
            return f"CAST(floor(extract(epoch from {column})) AS BIGINT)"
        case _:
            raise ValueError(f"instants of {vendor} are not known here")


def _hour(column: str) -> str:
    # Divides without remainder, because engines disagree on what becomes of one.
    return f"CAST(({column} - {_into_hour(column)}) / {HOUR_S} AS BIGINT)"


def _into_hour(column: str) -> str:
    return f"((({column}) % {HOUR_S} + {HOUR_S}) % {HOUR_S})"


def _open_before(alias: str, column: str) -> str:
    into = _into_hour(column)
    spans = (
        f"CASE WHEN {alias}.s{number}_from IS NULL OR {into} <= {alias}.s{number}_from THEN 0"
        f" WHEN {into} < {alias}.s{number}_to THEN {into} - {alias}.s{number}_from"
        f" ELSE {alias}.s{number}_to - {alias}.s{number}_from END"
        for number in range(1, SPANS_AN_HOUR + 1)
    )
    return " + ".join((f"{alias}.cum_open_s", *spans))
