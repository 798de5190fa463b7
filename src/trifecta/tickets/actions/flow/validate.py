"""The customer confirms that it is solved, and so it is finished."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.customers.models import Customer
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Closed, Validated
from trifecta.tickets.models import Ticket


@transaction.atomic
def validate(ticket: Ticket, *, by: Customer, at: datetime) -> Ticket:
    """
    The ticket, validated and closed: a ticket is finished when the customer says so.

    Raises NotYourTicket, StillOpen, AlreadyConfirmed and what the state forbids.
    """
    ticket = permits.admit(by, Act.VALIDATE, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    ticket.validated_at = at
    story.tell(ticket, Validated(), "validated_at", by=by, at=at)
    ended = story.end(ticket, "closed", at=at, reason="confirmed")
    story.tell(ticket, Closed(reason=Code("confirmed")), *ended, by=by, at=at)
    return ticket
