"""Remove words past the time for which the desk keeps them; the log says how many, and every number stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.desk import expiry
from trifecta.desk.expiry import Due
from trifecta.log import journal
from trifecta.preferences.events import WordsForgotten
from trifecta.preferences.models import STREAM
from trifecta.staff import permits

MOST = 5_000
"""Rows of a sort at a time, so that nobody at work has to wait for a whole history."""


@transaction.atomic
def forget_words(*, rejects: int = 0, by: Actor, at: datetime) -> dict[str, int]:
    """
    How many of each sort went now; to be called until none does.

    rejects: how many files of rejects have gone already. Raises NotPermitted.
    """
    permits.require_run_desk(by)
    gone = {words: _forget(rows, expiry.EMPTIED.get(words)) for words, rows in expiry.due(at).items()}
    told = {str(words): count for words, count in {**gone, "rejects": rejects}.items() if count}
    if told:
        journal.append(STREAM, WordsForgotten(**told), by=by, at=at)
    return told


def _forget(rows: Due, emptied: str | None) -> int:
    numbers = list(rows.order_by("pk").values_list("pk", flat=True)[:MOST])
    these = rows.model._default_manager.filter(pk__in=numbers)
    return int(these.update(**{emptied: ""}) if emptied else these.delete()[0])
