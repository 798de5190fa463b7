"""Which terms apply to a ticket, and why: every line of every promise, asked in its order. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.base.conditions import why
from trifecta.base.conditions.why import Finding
from trifecta.promises.terms import Book, Facts, Terms


@dataclass(frozen=True, slots=True)
class Asked:
    """applies: it holds, and no line before it does."""

    terms: Terms
    finding: Finding
    applies: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """lines: all of the promise, in the book's order."""

    promise: str
    lines: tuple[Asked, ...]

    @property
    def applying(self) -> Terms | None:
        return next((asked.terms for asked in self.lines if asked.applies), None)


def trials(book: Book, facts: Facts) -> list[Trial]:
    return [_trial(promise, book, facts) for promise in book.promises]


def _trial(promise: str, book: Book, facts: Facts) -> Trial:
    asked: list[Asked] = []
    is_open = True
    for terms in book.terms:
        if terms.promise == promise:
            finding = why.why(terms.applies, facts)
            asked.append(Asked(terms, finding, applies=finding.holds and is_open))
            is_open = is_open and not finding.holds
    return Trial(promise, tuple(asked))
