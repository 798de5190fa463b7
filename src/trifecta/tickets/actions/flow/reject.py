"""The customer says that it is not solved."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.customers.models import Customer
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Rejected
from trifecta.tickets.models import Ticket


@transaction.atomic
def reject(ticket: Ticket, *, reason: str, words: str = "", by: Customer, at: datetime) -> Ticket:
    """
    The ticket, open again; it counts as reopened.

    reason: of codes.REJECTIONS. Raises NotYourTicket, StillOpen, AlreadyConfirmed, UnknownCode and what the state
    forbids.
    """
    ticket = permits.admit(by, Act.REJECT, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.REJECTIONS)
    changed = story.undo_resolution(ticket)
    story.tell(ticket, Rejected(reason=Code(reason)), *changed, by=by, at=at, words=words)
    return ticket
