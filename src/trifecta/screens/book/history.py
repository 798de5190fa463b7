"""The versions of the book: who published each, when, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.promises import written
from trifecta.promises.drafting import draft
from trifecta.promises.models import BookVersion
from trifecta.promises.terms import Book
from trifecta.screens.book import page
from trifecta.screens.book.reading import vocabulary

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Version:
    """changes: ("changed", "Resolution, priority 3")."""

    number: int
    at: datetime
    by: str
    follows: bool
    changes: list[tuple[str, str]]
    count: int


def read() -> list[Version]:
    """The latest first."""
    known = vocabulary()
    rows = list(BookVersion.objects.order_by("-number")[: SHOWN + 1])
    books = [written.book_from_json(row.definition, known) for row in rows]
    authors = {actor: page.author(actor) for actor in {row.created_by for row in rows}}
    before = [*books[1:], Book(())] if len(rows) <= SHOWN else books[1:]
    return [
        Version(
            number=row.number,
            at=row.created_at,
            by=authors[row.created_by],
            follows=row.follows,
            changes=list(page.changed(draft.difference(older, newer))) if row.number > 1 else [],
            count=len(newer.terms),
        )
        for row, newer, older in zip(rows, books, before, strict=False)
    ]
