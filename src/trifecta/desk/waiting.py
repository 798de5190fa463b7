"""What waited until a date goes on when that has come; done by the worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from trifecta.base.actors import System
from trifecta.tickets import story
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.models import WAITING_UNTIL, Ticket

BY_DATE = System("rule:date_reached")
HISTORY = timedelta(days=30)
"""What should have gone on longer ago is a history that was brought in; nobody looks after it here."""
MOST = 200


def resume_due(*, at: datetime, most: int = MOST) -> int:
    """Resume what is due, each in a transaction of its own; return how many went on."""
    reached = Ticket.objects.filter(WAITING_UNTIL, waiting_until__lte=at, waiting_until__gt=at - HISTORY)
    due = reached.order_by("waiting_until").values_list("pk", flat=True)
    return sum(_resume(pk, at) for pk in list(due[:most]))


@transaction.atomic
def _resume(pk: int, at: datetime) -> bool:
    ticket = story.hold(Ticket(pk=pk))
    until = ticket.waiting_until
    if ticket.state != "waiting" or until is None or until > at:
        return False
    # It went on when the moment came, not when the worker noticed.
    resume(ticket, by=BY_DATE, at=until)
    return True
