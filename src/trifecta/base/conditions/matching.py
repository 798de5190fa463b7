"""A condition as a test of facts in memory."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from trifecta.base.conditions.tree import (
    Compared,
    Comparison,
    Condition,
    Either,
    Every,
    Missing,
    Not,
    OneOf,
    Sign,
    Within,
)

Facts: TypeAlias = Mapping[str, Any]
"""By field an id, a code, a number or an aware instant; None where it is missing. A field that is absent is a fault."""
Test: TypeAlias = Callable[[Facts], bool]

ORDERS: Mapping[Sign, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def test(condition: Condition) -> Test:
    """
    A function of facts that says whether they meet the condition. Compile once, ask often.

    >>> is_urgent = test(Compared("priority", "<=", 2))
    >>> is_urgent({"priority": 1}), is_urgent({"priority": None})
    (True, False)
    """
    match condition:
        case Every(parts):
            return _every(tuple(test(part) for part in parts))
        case Either(parts):
            return _either(tuple(test(part) for part in parts))
        case Not(part):
            holds = test(part)
            return lambda facts: not holds(facts)
        case _:
            return _comparison(condition)


def _every(tests: tuple[Test, ...]) -> Test:
    def holds(facts: Facts) -> bool:
        for each in tests:  # noqa: SIM110  (a generator costs more than the tests themselves)
            if not each(facts):
                return False
        return True

    return holds


def _either(tests: tuple[Test, ...]) -> Test:
    def holds(facts: Facts) -> bool:
        for each in tests:  # noqa: SIM110
            if each(facts):
                return True
        return False

    return holds


def _comparison(comparison: Comparison) -> Test:
    field = comparison.field
    match comparison:
        case Compared(_, "=", value):
            return lambda facts: bool(facts[field] == value)
        case Compared(_, sign, value):
            compare = ORDERS[sign]
            return lambda facts: (found := facts[field]) is not None and compare(found, value)
        case OneOf(_, values):
            chosen = frozenset(values)
            return lambda facts: facts[field] in chosen
        case Within(_, low, high):
            return lambda facts: (found := facts[field]) is not None and low <= found <= high
        case Missing():
            return lambda facts: facts[field] is None
