"""A condition as JSON, as a row keeps it: ids and codes, no names."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from trifecta.base.conditions import instants
from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.parsing import DEEPEST, MOST_VALUES, SIGNS
from trifecta.base.conditions.tree import (
    EVERYTHING,
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
from trifecta.base.conditions.values import LARGEST, LARGEST_ID
from trifecta.base.conditions.vocabulary import Code, Field, Instant, Name, Number, Vocabulary
from trifecta.base.text import N_

MOST_PARTS = 1_000
"""More than the longest text can hold."""


def to_json(condition: Condition) -> dict[str, Any]:
    """
    >>> to_json(Not(OneOf("team", (3, 4))))
    {'not': {'field': 'team', 'in': [3, 4]}}
    """
    match condition:
        case Every(parts):
            return {"all": [to_json(part) for part in parts]}
        case Either(parts):
            return {"any": [to_json(part) for part in parts]}
        case Not(part):
            return {"not": to_json(part)}
        case _:
            return {"field": condition.field, **_compares(condition)}


def _compares(comparison: Comparison) -> dict[str, Any]:
    match comparison:
        case Compared(_, sign, value):
            return {sign: _plain(value)}
        case OneOf(_, values):
            return {"in": [_plain(value) for value in values]}
        case Within(_, low, high):
            return {"from": low, "to": high}
        case Missing():
            return {"is": None}


def from_json(kept: Any, vocabulary: Vocabulary) -> Condition:
    """The condition that was kept. Raises ConditionRefused on anything that `to_json` does not give."""
    return EVERYTHING if kept == {"all": []} else _Reader(vocabulary).condition(kept, depth=0)


class _Reader:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary, self._part_count = vocabulary, 0

    def condition(self, kept: Any, *, depth: int) -> Condition:
        self._part_count += 1
        if depth > 2 * DEEPEST or self._part_count > MOST_PARTS:
            raise _refused(kept)
        match kept:
            case {"all": [_, _, *_] as parts, **rest} if not rest:
                return Every(tuple(self.condition(part, depth=depth + 1) for part in parts))
            case {"any": [_, _, *_] as parts, **rest} if not rest:
                return Either(tuple(self.condition(part, depth=depth + 1) for part in parts))
            case {"not": part, **rest} if not rest:
                return Not(self.condition(part, depth=depth + 1))
            case {"field": str(name), **rest} if name in self._vocabulary.fields:
                return _comparison(self._vocabulary.fields[name], rest)
        raise _refused(kept)


def _comparison(field: Field, rest: Mapping[Any, Any]) -> Condition:
    signs = SIGNS[type(field.sort)]
    match rest:
        case {"is": None, **more} if not more:
            return Missing(field.name)
        case {"in": [_, *_] as values, **more} if not more and "=" in signs and len(values) <= MOST_VALUES:
            return OneOf(field.name, _distinct(values, field))
        case {"from": int(low), "to": int(high), **more} if not more and isinstance(field.sort, Number) and low <= high:
            return Within(field.name, _number(low, LARGEST), _number(high, LARGEST))
    for sign in signs:
        if [*rest] == [sign]:
            return Compared(field.name, sign, _value(rest[sign], field))
    raise _refused({"field": field.name, **rest})


def _distinct(values: Sequence[Any], field: Field) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(_value(value, field) for value in values))


def _value(kept: Any, field: Field) -> Value:
    match field.sort, kept:
        case Number(), int():
            return _number(kept, LARGEST)
        case Name(), int():
            return _number(kept, LARGEST_ID)
        case Code(), str() if kept and "\x00" not in kept:
            return kept
        case Instant(), str():
            return _instant(kept)
    raise _refused({"field": field.name, "value": kept})


def _number(kept: int, largest: int) -> int:
    if isinstance(kept, bool) or abs(kept) > largest:
        raise _refused(kept)
    return kept


def _instant(kept: str) -> datetime:
    try:
        said = datetime.fromisoformat(kept)
        if said.tzinfo:
            return instants.instant(kept, zone=said.tzinfo)
    except (ValueError, OverflowError):
        pass
    raise _refused(kept)


def _plain(value: Value) -> int | str:
    return instants.stored(value) if isinstance(value, datetime) else value


def _refused(kept: object) -> ConditionRefused:
    return ConditionRefused(
        N_("This is no condition as it is kept, but {found}; write the condition anew."), at=1, found=reprlib.repr(kept)
    )
