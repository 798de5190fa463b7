"""The values of a comparison: what a token means for a field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches

from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.instants import instant
from trifecta.base.conditions.tokens import Token
from trifecta.base.conditions.tree import Value
from trifecta.base.conditions.vocabulary import Code, Field, Instant, Name, Number, Vocabulary
from trifecta.base.text import N_

LARGEST = 2**31 - 1
"""Numbers that every column of numbers can be compared with."""
LARGEST_ID = 2**63 - 1
_DIGITS = 19


def value(token: Token, *, of: Field, vocabulary: Vocabulary) -> Value:
    """Raises ConditionRefused."""
    match of.sort:
        case Number():
            return number(token)
        case Code():
            return _code(token, of, of.sort)
        case Name():
            return _id(token, of, of.sort, vocabulary)
        case Instant():
            return _instant(token, vocabulary)


def number(token: Token) -> int:
    if token.sort != "number":
        raise token.refused(N_("At character {at} a whole number is needed, such as 2."))
    if len(token.text) > _DIGITS or abs(int(token.text)) > LARGEST:
        raise token.refused(N_("At character {at}: numbers end at {largest}; write a smaller one."), largest=LARGEST)
    return int(token.text)


def _code(token: Token, field: Field, sort: Code) -> str:
    if token.sort not in {"word", "quoted"}:
        raise token.refused(N_("At character {at} a code is needed: {known}."), known=_listed(sort.known))
    for code in sort.known:
        if code.lower() == token.text.lower():
            return code
    if sort.is_open and token.sort == "quoted" and token.text:
        return token.text
    raise _unknown_code(token, field, sort)


def _unknown_code(token: Token, field: Field, sort: Code) -> ConditionRefused:
    near = nearest(token.text, sort.known)
    if near:
        return token.refused(
            N_("At character {at}: {field} is never “{word}”; did you mean {near}?"),
            field=field.name,
            word=token.text,
            near=near,
        )
    if sort.is_open:
        return token.refused(
            N_("At character {at}: {field} is one of {known}; a code that an import brought stands in quotes."),
            field=field.name,
            known=_listed(sort.known),
        )
    return token.refused(
        N_("At character {at}: {field} is never “{word}”; it is one of {known}."),
        field=field.name,
        word=token.text,
        known=_listed(sort.known),
    )


def _id(token: Token, field: Field, sort: Name, vocabulary: Vocabulary) -> int:
    if token.sort == "id":
        return _numbered(token, field, sort, vocabulary)
    if token.sort not in {"word", "quoted"}:
        raise token.refused(N_('At character {at} a name in quotes is needed, such as "VPN", or an id, such as #7.'))
    found = vocabulary.names.ids(sort.of, token.text)
    if len(found) > 1:
        raise token.refused(
            N_("At character {at}: several are called “{word}”; say which by its id, such as #{first}."),
            word=token.text,
            first=found[0],
        )
    if not found:
        raise _unknown_name(token, field, vocabulary.names.near(sort.of, token.text))
    return found[0]


def _numbered(token: Token, field: Field, sort: Name, vocabulary: Vocabulary) -> int:
    digits = token.text[1:]
    if len(digits) > _DIGITS or int(digits) > LARGEST_ID or vocabulary.names.name(sort.of, int(digits)) is None:
        raise token.refused(
            N_("At character {at}: there is no {field} with the id {id}; write its name in quotes."),
            field=field.name,
            id=token.text,
        )
    return int(digits)


def _unknown_name(token: Token, field: Field, candidates: Sequence[str]) -> ConditionRefused:
    near = nearest(token.text, candidates)
    if near:
        return token.refused(
            N_("At character {at}: there is no {field} “{word}”; did you mean “{near}”?"),
            field=field.name,
            word=token.text,
            near=near,
        )
    return token.refused(
        N_("At character {at}: there is no {field} “{word}”; write its name as it is shown, in quotes."),
        field=field.name,
        word=token.text,
    )


def _instant(token: Token, vocabulary: Vocabulary) -> datetime:
    try:
        if token.sort == "instant":
            return instant(token.text, zone=vocabulary.zone)
    except ValueError:
        pass
    raise token.refused(N_("At character {at} a day or an instant is needed, such as 2026-03-01 or 2026-03-01T09:30Z."))


def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """
    What was probably meant.

    >>> nearest("incidnet", ("incident", "request"))
    'incident'
    """
    by_lower = {candidate.lower(): candidate for candidate in candidates}
    found = get_close_matches(word.lower()[:200], by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)
