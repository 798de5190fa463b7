"""Say for how long words of a sort are kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.preferences.events import RetentionSet
from trifecta.preferences.models import STREAM, Retention, Words
from trifecta.staff import permits


class UnknownWords(RuleBroken):
    """No sort of words."""


class NoTime(RuleBroken):
    """Less than a day is no time to keep something for."""


@transaction.atomic
def set_retention(words: str, *, days: int | None, by: Actor, at: datetime) -> None:
    """None for good. The log keeps nothing when nothing changes. Raises NotPermitted, UnknownWords, NoTime."""
    permits.require_run_desk(by)
    if words not in Words.values:
        raise UnknownWords(N_("There is no such sort of words."))
    if days is not None and days < 1:
        raise NoTime(N_("Words are kept for a day at least."))
    known = Retention.objects.filter(words=words)
    if known.values_list("days", flat=True).first() == days:
        return
    if days is None:
        known.delete()
    else:
        Retention.objects.update_or_create(words=words, defaults={"days": days})
    journal.append(STREAM, RetentionSet(words=Code(words), days=days), by=by, at=at)
