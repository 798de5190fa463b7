"""Say that someone else should own the ticket; its owner stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.ownership import OwnershipDeclined
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import owning


@transaction.atomic
def decline_ownership(ticket: Ticket, *, reason: str, words: str = "", by: Agent, at: datetime) -> Ticket:
    """
    The ticket, of whose ownership nobody is asked any more.

    reason: of codes.OWNERSHIP_DECLINE_REASONS. Raises NotYourTicket, NotOnOffer, UnknownCode and what the state
    forbids.
    """
    ticket = permits.admit(by, Act.DECLINE_OWNERSHIP, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.OWNERSHIP_DECLINE_REASONS)
    owning.drop_offer(ticket)
    story.tell(ticket, OwnershipDeclined(reason=Code(reason)), *owning.OFFER, by=by, at=at, words=words)
    return ticket
