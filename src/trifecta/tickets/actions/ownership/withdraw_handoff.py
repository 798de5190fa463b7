"""Take back the offer of the work; it stays where it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import teams


@transaction.atomic
def withdraw_handoff(ticket: Ticket, *, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, no longer on offer; whoever may offer the work may take the offer back, whoever made it.

    Raises NotYourTicket, NotOnOffer and what the state forbids.
    """
    ticket = permits.admit(by, Act.WITHDRAW_HANDOFF, ticket)
    teams.take_back_offer(ticket, by=by, at=rules.in_turn(at, latest=ticket.updated_at))
    return ticket
