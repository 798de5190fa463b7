"""
The sweep: notices what came to pass by itself.

It looks at clocks whose next instant has gone by, a ticket at a time, each in a transaction of its own. The ticket's
row is held meanwhile, so that neither an act nor another sweep reads the same clocks; what another one holds is left
to it. A kill in between leaves the instant where it was, and so the next sweep finds it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from trifecta.promises import keeping
from trifecta.promises.models import Clock
from trifecta.tickets.models import Ticket

MOST = 200


def sweep(*, at: datetime, most: int = MOST) -> int:
    """Read anew the clocks of the tickets that are due; return how many tickets were looked at."""
    due = Clock.objects.due(at).values_list("ticket_id", flat=True)[:most]
    return sum(_look_at(ticket_id, at) for ticket_id in dict.fromkeys(due))


@transaction.atomic
def _look_at(ticket_id: int, at: datetime) -> bool:
    skip = connection.features.has_select_for_update_skip_locked
    held = Ticket.objects.select_for_update(no_key=True, skip_locked=skip).filter(pk=ticket_id).first()
    if held is None or not Clock.objects.due(at).filter(ticket=ticket_id).exists():
        return False
    keeping.keep(ticket_id, at=at)
    return True
