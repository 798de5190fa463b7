"""The versions of the book: who published each, when, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.promises import written
from trifecta.promises.models import BookVersion
from trifecta.promises.terms import Book
from trifecta.screens.book import changes
from trifecta.screens.book.changes import Change
from trifecta.screens.book.reading import reading, vocabulary

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    at: datetime
    by: str
    follows: bool
    changes: list[Change]
    count: int


def read() -> list[Version]:
    """The latest first."""
    known = vocabulary()
    rows = list(BookVersion.objects.order_by("-number")[: SHOWN + 1])
    books = [written.book_from_json(row.definition, known) for row in rows]
    said = reading((terms.applies for book in books for terms in book.terms), known=known)
    authors = {actor: changes.author(actor) for actor in {row.created_by for row in rows}}
    before = [*books[1:], Book(())] if len(rows) <= SHOWN else books[1:]
    return [
        Version(
            number=row.number,
            at=row.created_at,
            by=authors[row.created_by],
            follows=row.follows,
            changes=list(changes.changed(older, newer, said)) if row.number > 1 else [],
            count=len(newer.terms),
        )
        for row, newer, older in zip(rows, books, before, strict=False)
    ]
