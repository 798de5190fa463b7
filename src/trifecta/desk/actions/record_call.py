"""Record that one spoke with the customer, on their ticket: the contact, and what was said as a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from trifecta.base.ids import AgentId, Code, CustomerId, TeamId, TicketId
from trifecta.contacts.actions.record_contact import record_contact
from trifecta.contacts.events import ContactRecorded
from trifecta.contacts.models import Contact
from trifecta.staff.models import Agent
from trifecta.tickets import permits
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Call:
    """
    A contact that is just over. channel, direction: of the contact's codes. words: what was said, if anything.

    is_answered: whether somebody was spoken with. took: how long it lasted.
    """

    channel: str
    direction: str
    is_answered: bool = True
    took: timedelta = timedelta()
    words: str = ""


@transaction.atomic
def record_call(ticket: Ticket, *, call: Call, by: Agent, at: datetime) -> Contact:
    """Raises NotYourTicket, NotForYou, NotAContact and what the state forbids."""
    ticket = permits.admit(by, Act.LINK, ticket)
    started_at = max(at - call.took, ticket.opened_at)
    told = ContactRecorded(
        channel=Code(call.channel),
        direction=Code(call.direction),
        outcome=Code("ticket"),
        customer=CustomerId(ticket.requester_id) if ticket.requester_id is not None else None,
        agent=AgentId(by.pk),
        team=TeamId(ticket.team_id) if ticket.team_id is not None else None,
        ticket=TicketId(ticket.pk),
        answered_at=started_at if call.is_answered else None,
        ended_at=at,
        handled_s=round(call.took.total_seconds()),
    )
    contact = record_contact(told, started_at=started_at, by=by, at=at)
    if call.words:
        add_note(ticket, body=call.words, by=by, at=at)
    return contact
