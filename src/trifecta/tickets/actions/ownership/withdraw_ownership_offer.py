"""Take back what a colleague was asked: they need not own the ticket."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import owning


@transaction.atomic
def withdraw_ownership_offer(ticket: Ticket, *, by: Agent | System, at: datetime) -> Ticket:
    """
    The ticket, of whose ownership nobody is asked any more.

    Raises NotYourTicket, NotOnOffer and what the state forbids.
    """
    ticket = permits.admit(by, Act.WITHDRAW_OWNERSHIP_OFFER, ticket)
    owning.take_back_offer(ticket, by=by, at=rules.in_turn(at, latest=ticket.updated_at))
    return ticket
