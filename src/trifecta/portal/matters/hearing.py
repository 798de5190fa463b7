"""By when a customer will hear from the desk: a given word, else the next promise that still holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from trifecta.promises.events import WordGiven
from trifecta.promises.models import Clock
from trifecta.tickets.models import Ticket
from trifecta.tickets.timeline import Moment
from trifecta.web import format as written


def hears(ticket: Ticket, moments: Iterable[Moment], *, asked: str, at: datetime) -> str:
    """
    A sentence, or nothing where it is the customer's turn or nothing is promised; one query.

    asked: who asked, where that is not the reader.
    """
    if not ticket.is_open or ticket.waiting_on == "customer":
        return ""
    running = Clock.objects.open().filter(ticket=ticket, kind__in=("word", "sla"), broken_at=None, due_at__gte=at)
    due = list(running.order_by("due_at"))
    word = next((clock for clock in due if clock.kind == "word"), None)
    first = word or next(iter(due), None)
    if first is None or first.due_at is None:
        return ""
    told = {"when": written.moment(first.due_at, now=at), "name": asked}
    if words := _words(word, moments) if word else "":
        return _("By %(when)s: %(words)s") % {**told, "words": words}
    return (_("%(name)s will hear by %(when)s") if asked else _("You will hear by %(when)s")) % told


def _words(clock: Clock, moments: Iterable[Moment]) -> str:
    """What was promised, for who may read it."""
    code = clock.subject.removeprefix("word:")
    given = (moment for moment in moments if moment.kind == WordGiven.kind and moment.facts["word"] == code)
    return next((moment.words for moment in given), "")
