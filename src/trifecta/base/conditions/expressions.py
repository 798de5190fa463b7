"""A condition as an Ibis expression over a table whose instants are naive UTC, as the warehouse keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from trifecta.base.conditions.matching import ORDERS
from trifecta.base.conditions.tree import Compared, Comparison, Condition, Either, Every, Missing, Not, OneOf, Within

if TYPE_CHECKING:
    from ibis import Table
    from ibis.expr.types import BooleanValue


def expression(condition: Condition, table: Table, *, columns: Mapping[str, str] | None = None) -> BooleanValue | bool:
    """
    Whether each row meets the condition, never null; True for EVERYTHING.

    columns: what a field is called in this table, where it is called otherwise
    """
    match condition:
        case Every(()):
            return True
        case Every(parts) | Either(parts):
            joined = and_ if isinstance(condition, Every) else or_
            return reduce(joined, (expression(part, table, columns=columns) for part in parts))
        case Not(part):
            return ~expression(part, table, columns=columns)
        case _:
            return _comparison(condition, table[(columns or {}).get(condition.field, condition.field)])


def _comparison(comparison: Comparison, column: Any) -> Any:
    """An engine may look up the bounds of a column for `known and compared`, which it does not for a filled null."""
    match comparison:
        case Compared(_, sign, value):
            return column.notnull() & ORDERS[sign](column, _plain(value))
        case OneOf(_, values):
            return column.notnull() & column.isin([_plain(value) for value in values])
        case Within(_, low, high):
            return column.notnull() & column.between(low, high)
        case Missing():
            return column.isnull()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value
