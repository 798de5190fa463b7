"""Go on with work that waited."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Resumed
from trifecta.tickets.models import Ticket


@transaction.atomic
def resume(ticket: Ticket, *, by: Agent | System, at: datetime) -> Ticket:
    """The ticket, open again. Raises NotYourTicket, NotWaiting and what the state forbids."""
    ticket = permits.admit(by, Act.RESUME, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    ticket.state, ticket.waiting_on, ticket.waiting_until = "open", None, None
    story.tell(ticket, Resumed(), "state", "waiting_on", "waiting_until", by=by, at=at)
    return ticket
