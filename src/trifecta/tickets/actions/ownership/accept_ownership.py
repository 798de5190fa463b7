"""Answer to the customer from now on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.staff.models import Agent
from trifecta.tickets import permits
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import owning


@transaction.atomic
def accept_ownership(ticket: Ticket, *, by: Agent, at: datetime) -> Ticket:
    """The ticket, owned by who was asked. Raises NotYourTicket, NotOnOffer and what the state forbids."""
    ticket = permits.admit(by, Act.ACCEPT_OWNERSHIP, ticket)
    return owning.take_over(ticket, by=by, at=at)
