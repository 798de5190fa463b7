"""A condition as a filter of rows. The class of the filter is passed in, so that the base knows no Django."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_
from typing import Any, Protocol, Self, TypeVar

from trifecta.base.conditions.tree import Compared, Comparison, Condition, Either, Every, Missing, Not, OneOf, Within


class Filter(Protocol):
    """What Django's Q is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __and__(self, other: Self, /) -> Self: ...
    def __or__(self, other: Self, /) -> Self: ...
    def __invert__(self) -> Self: ...


F = TypeVar("F", bound=Filter)
_LOOKUPS = {"=": "", "<": "__lt", "<=": "__lte", ">": "__gt", ">=": "__gte"}


def query(condition: Condition, Q: type[F], *, columns: Mapping[str, str]) -> F:  # noqa: N803  (as Django calls it)
    """
    The rows that meet the condition; columns: by field the path to its column.

    A negation is put to the comparisons themselves, where Django adds that the column may be null.
    """
    return _filter(condition, Q, columns, is_negated=False)


def _filter(condition: Condition, made: type[F], columns: Mapping[str, str], *, is_negated: bool) -> F:
    match condition:
        case Every(parts) | Either(parts):
            joined = and_ if isinstance(condition, Every) != is_negated else or_
            filters = (_filter(part, made, columns, is_negated=is_negated) for part in parts)
            return reduce(joined, filters) if parts else made()
        case Not(part):
            return _filter(part, made, columns, is_negated=not is_negated)
        case _:
            plain = made(**_lookups(condition, columns[condition.field]))
            return ~plain if is_negated else plain


def _lookups(comparison: Comparison, column: str) -> dict[str, Any]:
    match comparison:
        case Compared(_, sign, value):
            # Beyond what a column can hold Django leaves the comparison out, and null would be less than it.
            bounds = {} if sign == "=" else {f"{column}__isnull": False}
            return {column + _LOOKUPS[sign]: value, **bounds}
        case OneOf(_, values):
            return {f"{column}__in": list(values)}
        case Within(_, low, high):
            return {f"{column}__gte": low, f"{column}__lte": high, f"{column}__isnull": False}
        case Missing():
            return {f"{column}__isnull": True}
