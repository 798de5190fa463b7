"""The page of the book: every line a sentence, what is odd beside it, and what the draft would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.parts import spoken
from trifecta.parts.clocks.naming import promise_name
from trifecta.promises.drafting import warnings, wording
from trifecta.promises.drafting.draft import Written
from trifecta.promises.standard import standard_book
from trifecta.promises.terms import Book, Terms
from trifecta.screens.book import changes
from trifecta.screens.book.changes import Changes
from trifecta.screens.book.reading import Reading, written_book


@dataclass(frozen=True, slots=True)
class Line:
    """
    Terms in words. condition: empty for all tickets. pauses, tells: empty for never.

    is_new: not as in the book that holds.
    """

    code: str
    name: str
    condition: str
    target: str
    hours: str
    pauses: str
    tells: str
    remarks: str
    warnings: list[str]
    is_new: bool
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one promise, in the order in which they are asked."""

    promise: str
    label: str
    to: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Page:
    """
    draft: None where nothing was changed. odd: all warnings. addable: promises for which there is a pattern.
    """

    groups: list[Group]
    odd: list[Odd]
    draft: Changes | None
    addable: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Odd:
    """A warning, and the line beside which it stands."""

    code: str
    name: str
    sentence: str


def read() -> Page:
    book, known = written_book()
    groups = list(_groups(book, known))
    lines = [line for group in groups for line in group.lines]
    odd = [Odd(line.code, line.name, sentence) for line in lines for sentence in line.warnings]
    return Page(groups, odd, changes.of_draft(book, known), addable())


def addable() -> list[tuple[str, str]]:
    return [(promise, label_of(promise)) for promise in standard_book().promises]


def label_of(promise: str) -> str:
    """A promise by its name; one of the desk's own by its code."""
    return capfirst(promise_name(promise))


def _groups(book: Written, known: Reading) -> Iterator[Group]:
    odd = _warned(book.book, known)
    for promise in book.book.promises:
        lines = [terms for terms in book.book.terms if terms.promise == promise]
        told = [
            line(terms, known, odd.get(terms.code, []), place=(number, len(lines)), is_new=_is_new(terms, book))
            for number, terms in enumerate(lines)
        ]
        yield Group(promise, label_of(promise), _(wording.KINDS[lines[0].kind]), told)


def _is_new(terms: Terms, book: Written) -> bool:
    return book.is_draft and terms not in book.holding.terms


def _warned(book: Book, known: Reading) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for warned in warnings.warnings(book, days_of=known.days_of):
        found.setdefault(warned.code, []).append(spoken.said(warned.sentence))
    return found


def line(terms: Terms, known: Reading, odd: list[str], *, place: tuple[int, int], is_new: bool) -> Line:
    """place: which one of how many."""
    number, count = place
    return Line(
        code=terms.code,
        name=terms.name,
        condition=known.condition(terms.applies),
        target=known.target(terms),
        hours=known.hours(terms),
        pauses=changes.pauses(terms),
        tells=changes.tells(terms),
        remarks="; ".join(spoken.said(remark) for remark in wording.remarks(terms)),
        warnings=odd,
        is_new=is_new,
        has_before=number > 0,
        has_after=number < count - 1,
    )
