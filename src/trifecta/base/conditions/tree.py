"""
A condition as it is kept: names are ids, instants are UTC, and everything negative is a `Not`.

A union of frozen classes, so that a reading is one `match` and the type checker knows when a node is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

Value: TypeAlias = int | str | datetime
Sign = Literal["=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Compared:
    field: str
    sign: Sign
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """Both ends included."""

    field: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Missing:
    field: str


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """All of two or more; of none only as EVERYTHING, which has no part in another condition."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of two or more."""

    parts: tuple[Condition, ...]


Comparison: TypeAlias = Compared | OneOf | Within | Missing
Condition: TypeAlias = Comparison | Not | Every | Either

EVERYTHING = Every(())


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """In the order in which they are written."""
    match condition:
        case Not(part):
            yield from comparisons(part)
        case Every(parts) | Either(parts):
            for part in parts:
                yield from comparisons(part)
        case _:
            yield condition


def fields_of(condition: Condition) -> frozenset[str]:
    """
    The fields whose values decide.

    >>> sorted(fields_of(Every((Missing("team"), Not(Compared("priority", "<", 3))))))
    ['priority', 'team']
    """
    return frozenset(comparison.field for comparison in comparisons(condition))


def values_of(comparison: Comparison) -> tuple[Any, ...]:
    """
    >>> values_of(OneOf("team", (3, 4))), values_of(Missing("team"))
    ((3, 4), ())
    """
    match comparison:
        case Compared(_, _, value):
            return (value,)
        case OneOf(_, values):
            return values
        case Within(_, low, high):
            return (low, high)
        case Missing():
            return ()
