"""What would be forgotten by these times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from trifecta.desk import expiry
from trifecta.importers.reporting import rejects
from trifecta.preferences.models import Retention, Words


@dataclass(frozen=True, slots=True)
class Going:
    """count: how many are past their time at this moment; before: what ended before goes."""

    label: str
    count: int
    before: datetime


def kept() -> dict[str, int]:
    return dict(Retention.objects.values_list("words", "days"))


def going(days: Mapping[str, int | None], *, at: datetime) -> list[Going]:
    """Of each sort that is not kept for good; one query each."""
    limits = expiry.limits_of(days, at=at)
    return [Going(_(words.label), _count(words, limits[words]), limits[words]) for words in Words if words in limits]


def _count(words: Words, before: datetime) -> int:
    if words == Words.REJECTS:
        return sum(path.stat().st_mtime < before.timestamp() for path in rejects.files())
    return expiry.ROWS[words](before).count()
