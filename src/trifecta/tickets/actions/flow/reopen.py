"""Take up again what was resolved or closed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.customers.models import Customer
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Reopened
from trifecta.tickets.models import Ticket


@transaction.atomic
def reopen(ticket: Ticket, *, reason: str, words: str = "", by: Agent | Customer, at: datetime) -> Ticket:
    """
    The ticket, open again with the team and assignee it had.

    reason: of codes.REOPENINGS. Raises NotYourTicket, StillOpen, UnknownCode and what the state forbids.
    """
    ticket = permits.admit(by, Act.REOPEN, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.REOPENINGS)
    changed = story.undo_resolution(ticket)
    story.tell(ticket, Reopened(reason=Code(reason)), *changed, by=by, at=at, words=words)
    return ticket
