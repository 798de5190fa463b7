"""Why a condition holds or does not, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.base.conditions.matching import Facts, test
from trifecta.base.conditions.tree import Condition, Either, Every, Not, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """found: what the facts say, where the part is a comparison."""

    part: Condition
    holds: bool
    found: Value | None
    parts: tuple[Finding, ...]


def why(condition: Condition, facts: Facts) -> Finding:
    """Every part is looked at, also where an earlier one has decided: a reader wants to see all that is missing."""
    holds = test(condition)(facts)
    match condition:
        case Every(parts) | Either(parts):
            return Finding(condition, holds, None, tuple(why(part, facts) for part in parts))
        case Not(part):
            return Finding(condition, holds, None, (why(part, facts),))
        case _:
            return Finding(condition, holds, facts[condition.field], ())
