"""Give the desk its first book, if it has none yet."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.calendars.rules import FIRST_ON
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import BookVersion
from trifecta.promises.standard import standard_book


@transaction.atomic
def open_book(*, by: Actor, at: datetime) -> BookVersion:
    """
    The desk's first book, with the standard terms unless there is one; raises NotPermitted.

    It holds for the desk's history as well, so that before and after can be compared.
    """
    first = BookVersion.objects.order_by("number").first()
    if first is not None:
        return first
    return revise_book(standard_book(), holds_from=datetime.combine(FIRST_ON, time(), UTC), by=by, at=at)
