"""Let someone follow the ticket no longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.text import N_
from trifecta.customers.models import Customer
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, rules
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import participants


@transaction.atomic
def remove_participant(ticket: Ticket, *, person: Agent | Customer, by: permits.By, at: datetime) -> Ticket:
    """
    The ticket, without this participant. Everyone may leave; to send others away takes someone who works on it.

    Raises NotYourTicket, CannotFollow, MergedAway.
    """
    ticket = permits.admit(by, Act.REMOVE_PARTICIPANT, ticket)
    permits.require_for(person, by=by, ticket=ticket)
    if participants.role_of(person, ticket) is None:
        raise refusals.CannotFollow(N_("This person does not follow the ticket."))
    participants.remove(ticket, person, by=by, at=rules.in_turn(at, latest=ticket.updated_at))
    return ticket
