"""Reactions owed after commit: carried out once, retried with growing pauses, never lost."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from trifecta.base import entries, kinds
from trifecta.log import reactions
from trifecta.log.models import Delivery

logger = logging.getLogger(__name__)
LONGEST_PAUSE = timedelta(hours=6)
UNKNOWN = "dropped: nothing in the wiring has this name"


def deliver(*, at: datetime, most: int = 100) -> int:
    """Carry out what is due, oldest first; return how many were given."""
    due = Delivery.objects.filter(done_at=None, due_at__lte=at).order_by("due_at", "id").values_list("id", flat=True)
    return sum(_deliver(delivery_id, at) for delivery_id in list(due[:most]))


def _deliver(delivery_id: int, at: datetime) -> bool:
    if not _claim(delivery_id, at):
        return False
    delivery = Delivery.objects.select_related("entry").get(id=delivery_id)
    row = delivery.entry
    reaction = reactions.find(row.kind, delivery.reaction)
    if reaction is None:
        Delivery.objects.filter(id=delivery_id).update(done_at=at, failure=UNKNOWN)
        return False
    entry = entries.Entry(row.seq, row.happened_at, row.actor, kinds.from_facts(row.kind, row.facts))
    try:
        reaction(row.stream, entry)
    except Exception as error:  # whatever a mail server or webhook throws, the debt stays on the books
        logger.exception("reaction %s on %s failed", delivery.reaction, row.stream)
        Delivery.objects.filter(id=delivery_id).update(failure=f"{type(error).__name__}: {error}"[:300])
        return False
    Delivery.objects.filter(id=delivery_id).update(done_at=at, failure="")
    return True


def _claim(delivery_id: int, at: datetime) -> bool:
    """Move the next attempt into the future first, so that a second worker or a crash cannot repeat it at once."""
    with transaction.atomic():
        open_one = Delivery.objects.select_for_update().filter(id=delivery_id, done_at=None, due_at__lte=at).first()
        if open_one is None:
            return False
        pause = min(timedelta(seconds=30) * 2**open_one.attempt_count, LONGEST_PAUSE)
        open_one.due_at = at + pause
        open_one.attempt_count += 1
        open_one.save(update_fields=["due_at", "attempt_count"])
    return True
