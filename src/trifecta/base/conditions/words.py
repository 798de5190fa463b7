"""A condition as text again, with the present names; parsing it gives the same condition."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.conditions import instants, tokens
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
from trifecta.base.conditions.vocabulary import Code, Name, Vocabulary


def words(condition: Condition, vocabulary: Vocabulary) -> str:
    """
    The condition in its own language. A name that is not there, or stands for several, is said by its id.

    Groups stand in parentheses even where `and` binds closer than `or`, because readers do not know that.
    """
    match condition:
        case Every(parts):
            return " and ".join(_inner(part, vocabulary) for part in parts)
        case Either(parts):
            return " or ".join(_inner(part, vocabulary) for part in parts)
        case Not(Compared(_, "=") | OneOf() | Within() | Missing() as comparison):
            return _comparison(comparison, vocabulary, is_negated=True)
        case Not(part):
            return f"not {_inner(part, vocabulary)}"
        case _:
            return _comparison(condition, vocabulary, is_negated=False)


def _inner(part: Condition, vocabulary: Vocabulary) -> str:
    said = words(part, vocabulary)
    return f"({said})" if isinstance(part, Every | Either) else said


def _comparison(comparison: Comparison, vocabulary: Vocabulary, *, is_negated: bool) -> str:
    negation = "not " if is_negated else ""
    field = comparison.field
    match comparison:
        case Compared(_, sign, value):
            return f"{field} {'!=' if is_negated else sign} {_value(value, field, vocabulary)}"
        case OneOf(_, values):
            listed = ", ".join(_value(value, field, vocabulary) for value in values)
            return f"{field} {negation}in ({listed})"
        case Within(_, low, high):
            return f"{field} {negation}in {low}..{high}"
        case Missing():
            return f"{field} is {negation}none"


def _value(value: Value, field: str, vocabulary: Vocabulary) -> str:
    sort = vocabulary.fields[field].sort
    if isinstance(value, datetime):
        return instants.instant_text(value, zone=vocabulary.zone)
    if isinstance(value, str):
        is_known = isinstance(sort, Code) and value in sort.known
        return value if is_known and tokens.is_bare(value) else tokens.quoted(value)
    return _name(value, sort.of, vocabulary) if isinstance(sort, Name) else str(value)


def _name(number: int, of: str, vocabulary: Vocabulary) -> str:
    name = vocabulary.names.name(of, number)
    is_clear = name is not None and [*vocabulary.names.ids(of, name)] == [number]
    return tokens.quoted(name) if name is not None and is_clear else f"#{number}"
