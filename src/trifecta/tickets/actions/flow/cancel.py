"""End a ticket that nobody will solve, because it should not go on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.customers.models import Customer
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Cancelled
from trifecta.tickets.models import Ticket

WITHDRAWN = "withdrawn"


@transaction.atomic
def cancel(ticket: Ticket, *, reason: str, words: str = "", by: permits.By, at: datetime) -> Ticket:
    """
    The ticket, cancelled; every promise on it ends unjudged. Customers may withdraw what they asked.

    reason: of codes.CANCELLATIONS. Raises NotYourTicket, UnknownCode and what the state forbids.
    """
    ticket = permits.admit(by, Act.CANCEL, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.CANCELLATIONS)
    if isinstance(by, Customer) and reason != WITHDRAWN:
        raise permits.NotYourTicket(N_("You can withdraw what you asked; everything else is for the desk to say."))
    ended = story.end(ticket, "cancelled", at=at, reason=reason)
    story.tell(ticket, Cancelled(reason=Code(reason)), *ended, by=by, at=at, words=words)
    return ticket
