"""
Which words are past the time for which they are kept.

The time of what was said on a ticket begins when the ticket has ended, that of a survey with its answer: as long as
somebody works on a matter, nothing of it is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from trifecta.care.models import Survey
from trifecta.preferences.models import Retention, Words
from trifecta.tickets.models import Message, Remark, Ticket

Due = QuerySet[Any, Any]


def limits(at: datetime) -> dict[str, datetime]:
    """By sort of words: what ended before this is past its time."""
    return limits_of(dict(Retention.objects.values_list("words", "days")), at=at)


def limits_of(days: Mapping[str, int | None], *, at: datetime) -> dict[str, datetime]:
    """As if words were kept for so many days, None for good."""
    return {words: at - timedelta(days=count) for words, count in days.items() if count is not None}


def due(at: datetime) -> dict[str, Due]:
    """By sort of words that rows hold: the rows whose words are past their time."""
    return {words: ROWS[words](before) for words, before in limits(at).items() if words in ROWS}


def _ended(before: datetime) -> Q:
    return Q(ticket__closed_at__lt=before)


ROWS: Mapping[str, Callable[[datetime], Due]] = {
    Words.MESSAGES: lambda before: Message.objects.filter(_ended(before)),
    Words.REMARKS: lambda before: Remark.objects.filter(_ended(before)),
    Words.SUBJECTS: lambda before: Ticket.objects.filter(closed_at__lt=before).exclude(subject=""),
    Words.SURVEYS: lambda before: Survey.objects.filter(answered_at__lt=before).exclude(remark=""),
}
EMPTIED: Mapping[str, str] = {Words.SUBJECTS: "subject", Words.SURVEYS: "remark"}
"""Where the row stays and only its words go."""
