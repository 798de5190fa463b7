"""
Whether one condition follows from another, as far as that is plain. Pure.

An answer of yes is proven; no means only that it is not plain, so that whoever must know counts cases instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.base.conditions.matching import ORDERS, test
from trifecta.base.conditions.tree import (
    Compared,
    Comparison,
    Condition,
    Either,
    Every,
    Missing,
    Not,
    OneOf,
    Value,
    Within,
)

MOST_VALUES = 1_000
_WAYS = _UPWARD, _DOWNWARD = frozenset({">", ">="}), frozenset({"<", "<="})


def implies(given: Condition, asked: Condition) -> bool:
    """
    Whatever meets `given` meets `asked`.

    >>> implies(Compared("priority", "=", 1), Within("priority", 1, 2))
    True
    >>> implies(Within("priority", 1, 3), Compared("priority", "<=", 2))
    False
    """
    match given, asked:
        case _, Every(parts):
            return all(implies(given, part) for part in parts)
        case Either(parts), _:
            return all(implies(part, asked) for part in parts)
        case (Every(), _) | (_, Either()):
            return _by_a_part(given, asked)
        case (Not(), _) | (_, Not()):
            return isinstance(asked, Not) and excludes(given, asked.part)
        case _:
            return _is_narrower(given, asked)


def _by_a_part(given: Condition, asked: Condition) -> bool:
    demanded = given.parts if isinstance(given, Every) else ()
    enough = asked.parts if isinstance(asked, Either) else ()
    return any(implies(part, asked) for part in demanded) or any(implies(given, part) for part in enough)


def excludes(one: Condition, other: Condition) -> bool:
    """
    Nothing meets both.

    >>> excludes(Compared("priority", "=", 1), Compared("priority", ">", 2))
    True
    """
    match one, other:
        case (Either(parts), rest) | (rest, Either(parts)):
            return all(excludes(part, rest) for part in parts)
        case (Every(parts), rest) | (rest, Every(parts)):
            return any(excludes(part, rest) for part in parts)
        case (Not(part), rest) | (rest, Not(part)):
            return implies(rest, part)
        case _:
            return _is_apart(one, other) or _is_apart(other, one)


def _is_narrower(given: Comparison, asked: Comparison) -> bool:
    if given.field != asked.field:
        return False
    values = _values(given)
    if values is not None:
        return all(test(asked)({asked.field: value}) for value in values)
    match given, asked:
        case Compared(_, sign, value), Compared(_, other, border) if any({sign, other} <= way for way in _WAYS):
            return test(asked)({asked.field: value}) or (value == border and sign in {"<", ">"})
    return False


def _is_apart(one: Comparison, other: Comparison) -> bool:
    if one.field != other.field:
        return False
    values = _values(one)
    if values is not None:
        return not any(test(other)({other.field: value}) for value in values)
    match one, other:
        case Compared(_, sign, value), Compared(_, against, limit) if sign in _UPWARD and against in _DOWNWARD:
            return bool(ORDERS[">"](value, limit)) or (value == limit and (sign, against) != (">=", "<="))
    return False


def _values(comparison: Comparison) -> Sequence[Value | None] | None:
    """All values that meet it, where they can be listed."""
    match comparison:
        case Missing():
            return [None]
        case Compared(_, "=", value):
            return [value]
        case OneOf(_, values):
            return values
        case Within(_, low, high) if high - low < MOST_VALUES:
            return range(low, high + 1)
    return None
