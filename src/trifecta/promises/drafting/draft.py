"""The book as somebody is changing it: what is written so far, and how it differs from the one that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.base.conditions.vocabulary import Vocabulary
from trifecta.promises import written
from trifecta.promises.models import BookDraft, BookVersion
from trifecta.promises.terms import Book, Terms

ONLY = 1


@dataclass(frozen=True, slots=True)
class Written:
    """
    book: the draft where there is one, else the one that holds. based_on: the number of the version below the draft.

    changed_by: whoever changed the draft last, as the log names them; empty where nothing was changed.
    """

    book: Book
    holding: Book
    based_on: int
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def is_draft(self) -> bool:
        return self.changed_at is not None


@dataclass(frozen=True, slots=True)
class Difference:
    """By name: the lines that are new, other than before, or gone; moved: the order of what stayed is another."""

    added: tuple[Terms, ...]
    changed: tuple[Terms, ...]
    removed: tuple[Terms, ...]
    is_reordered: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.is_reordered)


def latest() -> BookVersion | None:
    return BookVersion.objects.order_by("-number").first()


def read(vocabulary: Vocabulary) -> Written:
    """Two queries."""
    version, row = latest(), BookDraft.objects.first()
    holding = written.book_from_json(version.definition, vocabulary) if version else Book(())
    number = version.number if version else 0
    if row is None:
        return Written(holding, holding, number)
    book = written.book_from_json(row.definition, vocabulary)
    return Written(book, holding, row.based_on, row.changed_by, row.changed_at)


def difference(before: Book, after: Book) -> Difference:
    """What a reader must know of a new version."""
    old, new = ({terms.code: terms for terms in book.terms} for book in (before, after))
    stayed = [terms.code for terms in before.terms if terms.code in new]
    return Difference(
        added=tuple(terms for code, terms in new.items() if code not in old),
        changed=tuple(terms for code, terms in new.items() if code in old and old[code] != terms),
        removed=tuple(terms for code, terms in old.items() if code not in new),
        is_reordered=stayed != [terms.code for terms in after.terms if terms.code in old],
    )
