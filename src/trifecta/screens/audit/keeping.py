"""What an entry on the time for which words are kept changed: from how long to how long."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trifecta.log import journal
from trifecta.log.trail import Line
from trifecta.preferences.events import RetentionSet
from trifecta.preferences.models import STREAM, Words

Told = list[tuple[str, str, str]]


def of_words(lines: Sequence[Line]) -> dict[int, Told]:
    """By place: label, before, after; one query, and none where no line is about it."""
    places = {line.entry.seq: line.place for line in lines if isinstance(line.entry.event, RetentionSet)}
    kept: dict[str, int | None] = {}
    found: dict[int, Told] = {}
    for entry in journal.read(STREAM) if places else ():
        event = entry.event
        if not isinstance(event, RetentionSet):
            continue
        if entry.seq in places:
            label = _(Words(event.words).label) if event.words in Words.values else event.words
            found[places[entry.seq]] = [(label, _days(kept.get(event.words)), _days(event.days))]
        kept[event.words] = event.days
    return found


def _days(days: int | None) -> str:
    return ngettext("one day", "%(days)d days", days) % {"days": days} if days else _("for good")
