"""From characters to words, in one pass from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias, cast

from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.text import N_

Sort: TypeAlias = Literal["instant", "number", "id", "word", "quoted", "sign", "mark", "end"]

KEYWORDS = frozenset({"and", "or", "not", "in", "is", "none"})
MOST_CHARACTERS = 4_000
_BLANK = re.compile(r"\s*")
_TOKEN = re.compile(
    r"""
      (?P<instant> [0-9]{4}-[0-9]{2}-[0-9]{2}
                   (?: T[0-9]{2}:[0-9]{2} (?: :[0-9]{2} )? (?: Z | [+-][0-9]{2}:[0-9]{2} )? )? )
    | (?P<number>  -?[0-9]+ )
    | (?P<id>      \#[0-9]+ )
    | (?P<word>    [^\W\d]\w* (?: -\w+ )* )
    | (?P<quoted>  " (?: [^"\\\x00\ud800-\udfff] | \\["\\] )* " )
    | (?P<sign>    <= | >= | != | = | < | > )
    | (?P<mark>    \( | \) | , | \.\. )
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(.)")
_BARE = re.compile(r"[^\W\d]\w*(?:-\w+)*")


class Token(NamedTuple):
    """text: what it says; a quoted one without its quotes. at: its first character, counted from 1."""

    sort: Sort
    text: str
    at: int

    def says(self, word: str) -> bool:
        """Whether it is this keyword, sign or mark."""
        return self.sort in {"word", "sign", "mark"} and self.text.lower() == word

    def refused(self, template: str, **values: object) -> ConditionRefused:
        """The error that the condition goes wrong here. template: its sentence, with the character as `{at}`."""
        return ConditionRefused(template, at=self.at, **values)


def tokens(text: str) -> Iterator[Token]:
    """The tokens, of which the last is the end. Raises ConditionRefused."""
    if len(text) > MOST_CHARACTERS:
        raise ConditionRefused(
            N_("The condition has more than {most} characters; say it more briefly, or with fewer names."),
            most=MOST_CHARACTERS,
            at=MOST_CHARACTERS + 1,
        )
    place = _after_blanks(text, 0)
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise _unreadable(text, place)
        sort = cast("Sort", found.lastgroup)
        said = _ESCAPED.sub(r"\1", found[0][1:-1]) if sort == "quoted" else found[0]
        yield Token(sort, said, place + 1)
        place = _after_blanks(text, found.end())
    yield Token("end", "", len(text) + 1)


def quoted(text: str) -> str:
    r"""
    The text in quotes, as it is read back.

    >>> print(quoted('the "old" mail'))
    "the \"old\" mail"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def is_bare(text: str) -> bool:
    """Whether a code needs no quotes."""
    return _BARE.fullmatch(text) is not None and text.lower() not in KEYWORDS


def _after_blanks(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return found.end() if found else place


def _unreadable(text: str, place: int) -> ConditionRefused:
    if text[place] == '"':
        template = N_("At character {at} a quotation begins that does not end; close it, and write \\\\ for a \\.")
    else:
        template = N_("At character {at}: “{found}” means nothing here; names stand in straight quotes.")
    return ConditionRefused(template, at=place + 1, found=text[place])
