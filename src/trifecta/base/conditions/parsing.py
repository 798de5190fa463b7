"""From a text to a condition: recursive descent, bounded in length, depth and lists."""

from __future__ import annotations

from trifecta.base.conditions import values
from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.tokens import KEYWORDS, Token, tokens
from trifecta.base.conditions.tree import (
    EVERYTHING,
    Compared,
    Condition,
    Either,
    Every,
    Missing,
    Not,
    OneOf,
    Sign,
    Value,
    Within,
)
from trifecta.base.conditions.vocabulary import Code, Field, Instant, Name, Number, Vocabulary
from trifecta.base.text import N_

DEEPEST = 20
MOST_VALUES = 200
SIGNS: dict[type, tuple[Sign, ...]] = {
    Number: ("=", "<", "<=", ">", ">="),
    Code: ("=",),
    Name: ("=",),
    Instant: ("<", ">="),
}
"""What a field of this sort can be compared by; where there is `=`, there are `!=` and `in` too."""


def parse(text: str, vocabulary: Vocabulary) -> Condition:
    """The condition that the text says. Raises ConditionRefused."""
    reader = _Reader([*tokens(text)], vocabulary)
    if reader.is_at_end():
        return EVERYTHING
    condition = reader.either(0)
    if not reader.is_at_end():
        raise reader.seen.refused(
            N_("At character {at} “and”, “or” or the end is needed; a name of several words stands in quotes.")
        )
    return condition


class _Reader:
    """Each method reads what it is named for and stops before the first token that has no part in it."""

    def __init__(self, read: list[Token], vocabulary: Vocabulary) -> None:
        self._tokens, self._place, self._vocabulary = read, 0, vocabulary

    @property
    def seen(self) -> Token:
        return self._tokens[self._place]

    def is_at_end(self) -> bool:
        return self.seen.sort == "end"

    def either(self, depth: int) -> Condition:
        parts = [self._every(depth)]
        while self._took("or"):
            parts.append(self._every(depth))
        return Either(tuple(parts)) if len(parts) > 1 else parts[0]

    def _every(self, depth: int) -> Condition:
        parts = [self._part(depth)]
        while self._took("and"):
            parts.append(self._part(depth))
        return Every(tuple(parts)) if len(parts) > 1 else parts[0]

    def _part(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise self.seen.refused(
                N_("At character {at} the condition is nested deeper than {deepest}; write it flatter."),
                deepest=DEEPEST,
            )
        if self._took("not"):
            return Not(self._part(depth + 1))
        if self._took("("):
            condition = self.either(depth + 1)
            self._take(")")
            return condition
        return self._comparison(self._field())

    def _field(self) -> Field:
        token = self._next()
        fields = self._vocabulary.fields
        is_word = token.sort == "word" and token.text.lower() not in KEYWORDS
        if is_word and token.text.lower() in fields:
            return fields[token.text.lower()]
        near = values.nearest(token.text, [*fields]) if is_word else None
        if near:
            raise token.refused(
                N_("At character {at}: there is no field “{word}”; did you mean {near}?"), word=token.text, near=near
            )
        raise token.refused(N_("At character {at} a field is needed, one of {known}."), known=", ".join(fields))

    def _comparison(self, field: Field) -> Condition:
        if self._took("is"):
            is_negated = self._took("not")
            self._take("none")
            return Not(Missing(field.name)) if is_negated else Missing(field.name)
        token = self.seen
        is_negated = self._took("not")
        if is_negated or token.says("in"):
            self._take("in")
            chosen = self._chosen(field, token)
            return Not(chosen) if is_negated else chosen
        return self._compared(field)

    def _compared(self, field: Field) -> Condition:
        token = self._next()
        if token.sort != "sign":
            raise token.refused(
                N_("At character {at} it is missing how {field} compares: {signs}."),
                field=field.name,
                signs=_signs(field),
            )
        sign = "=" if token.text == "!=" else token.text
        for known in SIGNS[type(field.sort)]:
            if known == sign:
                compared = Compared(field.name, known, self._value(field))
                return Not(compared) if token.text == "!=" else compared
        raise _never_so(field, token)

    def _chosen(self, field: Field, sign: Token) -> OneOf | Within:
        if "=" not in SIGNS[type(field.sort)]:
            raise _never_so(field, sign)
        if isinstance(field.sort, Number) and self.seen.sort == "number":
            return self._range(field)
        self._take("(")
        listed = [self._value(field)]
        while self._took(","):
            if len(listed) == MOST_VALUES:
                raise self.seen.refused(
                    N_("At character {at}: a list holds at most {most} values; split it."),
                    most=MOST_VALUES,
                )
            listed.append(self._value(field))
        self._take(")")
        return OneOf(field.name, tuple(dict.fromkeys(listed)))

    def _range(self, field: Field) -> Within:
        first = self.seen
        low = values.number(self._next())
        self._take("..")
        high = values.number(self._next())
        if low > high:
            raise first.refused(
                N_("At character {at}: nothing lies between {low} and {high}; write the lower number first."),
                low=low,
                high=high,
            )
        return Within(field.name, low, high)

    def _value(self, field: Field) -> Value:
        token = self._next()
        if token.says("none"):
            raise token.refused(
                N_("At character {at}: what is missing equals nothing; write “{field} is none”."), field=field.name
            )
        return values.value(token, of=field, vocabulary=self._vocabulary)

    def _next(self) -> Token:
        """Take whatever comes; the end stays."""
        token = self.seen
        self._place += not self.is_at_end()
        return token

    def _took(self, word: str) -> bool:
        found = self.seen.says(word)
        self._place += found
        return found

    def _take(self, word: str) -> None:
        if not self._took(word):
            raise self.seen.refused(N_("At character {at} “{word}” is needed."), word=word)


def _signs(field: Field) -> str:
    signs = SIGNS[type(field.sort)]
    equal = ("!=", "in", "not in") if "=" in signs else ()
    return ", ".join((*signs, *equal, "is none", "is not none"))


def _never_so(field: Field, token: Token) -> ConditionRefused:
    return token.refused(
        N_("At character {at}: {field} does not compare by “{sign}”, but by {signs}."),
        field=field.name,
        sign=token.text,
        signs=_signs(field),
    )
