"""Write on the next version of the book, which holds for nobody until it is published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.promises import rules, written
from trifecta.promises.drafting import draft
from trifecta.promises.models import BookDraft
from trifecta.promises.terms import Book
from trifecta.staff import permits


@transaction.atomic
def change_draft(book: Book, *, by: Actor, at: datetime) -> None:
    """
    The desk's draft says this from now on; it is begun where there is none. Nothing is told in the log.

    Raises NotPermitted, BookRefused.
    """
    permits.require_run_desk(by)
    rules.require_sound(book)
    version = draft.latest()
    told = {"definition": written.book_to_json(book), "changed_at": at, "changed_by": by.actor}
    begun = {**told, "based_on": version.number if version else 0}
    BookDraft.objects.update_or_create(id=draft.ONLY, defaults=told, create_defaults=begun)
