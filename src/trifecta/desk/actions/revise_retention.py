"""Say for how long words of every sort are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.desk.actions.set_retention import set_retention


@transaction.atomic
def revise_retention(days: Mapping[str, int | None], *, by: Actor, at: datetime) -> None:
    """All of them or none; None for good. Raises NotPermitted, UnknownWords, NoTime."""
    for words, kept in days.items():
        set_retention(words, days=kept, by=by, at=at)
