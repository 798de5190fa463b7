"""Let the draft hold: the next version of the book, from now on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.drafting import draft
from trifecta.promises.models import BookDraft, BookVersion
from trifecta.staff import permits
from trifecta.tickets import vocabulary


class NothingDrafted(RuleBroken):
    pass


class BookMoved(RuleBroken):
    """Another version was published since the draft was begun."""


class DraftMoved(RuleBroken):
    """The draft says something else than whoever publishes it has seen."""


@transaction.atomic
def publish_draft(*, follows: bool, seen: datetime | None = None, by: Actor, at: datetime) -> BookVersion:
    """
    follows: tickets that are open now follow it. seen: when the draft that was read was changed last.

    Raises NotPermitted, NothingDrafted, DraftMoved, BookMoved, BookRefused.
    """
    permits.require_run_desk(by)
    row = BookDraft.objects.select_for_update().first()
    known = draft.read(vocabulary.vocabulary())
    if row is None or known.book == known.holding:
        raise NothingDrafted(N_("Nothing was changed, so there is nothing to publish."))
    if seen is not None and row.changed_at != seen:
        raise DraftMoved(N_("Somebody changed the draft meanwhile, so nothing is published. Read it again first."))
    version = draft.latest()
    if row.based_on != (version.number if version else 0):
        raise BookMoved(
            N_("Another version was published since this draft was begun; discard it and write your changes again.")
        )
    row.delete()
    return revise_book(known.book, holds_from=at, follows=follows, by=by, at=at)
