"""What tickets do when contacts speak of them."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.actors import System
from trifecta.base.entries import Entry
from trifecta.base.ids import Code, ContactId
from trifecta.base.text import N_
from trifecta.contacts.events import ContactRecorded
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.structure import Linked
from trifecta.tickets.models import ContactLink, Ticket
from trifecta.tickets.replay import is_response


def on_contact_recorded(stream: str, entry: Entry) -> None:
    """
    Link a contact with the ticket that it names, in the ticket's own story too.

    Raises NotYourTicket when whoever recorded it does not see the ticket, ContactTaken, MergedAway.
    """
    event = entry.event
    assert isinstance(event, ContactRecorded)
    if event.ticket is None:
        return
    contact_id = int(stream.partition(":")[2])
    known = ContactLink.objects.filter(contact=contact_id).values_list("ticket", flat=True).first()
    if known is not None and known != event.ticket:
        raise refusals.ContactTaken(N_("This contact belongs to another ticket already."))
    if known is None:
        ticket = permits.admit(_recorder(entry.actor), Act.LINK, Ticket(pk=event.ticket))
        ContactLink.objects.create(contact_id=contact_id, ticket=ticket)
        _tell(ticket, contact_id, event, entry)


def _recorder(actor: str) -> Agent | System:
    """Who recorded it must see the ticket; rules and phone switches see all."""
    sort, _, number = actor.partition(":")
    return Agent.objects.get(pk=number) if sort == "staff" else System(actor)


def _tell(ticket: Ticket, contact_id: int, event: ContactRecorded, entry: Entry) -> None:
    """Whoever had the contact is who says it, at the moment it was answered, but not before the ticket was there."""
    actor = f"staff:{event.agent}" if event.agent is not None else entry.actor
    at = max(event.answered_at or entry.happened_at, ticket.opened_at)
    linked = Linked(
        relation=Code("contact"),
        contact=ContactId(contact_id),
        direction=event.direction,
        answered=event.answered_at is not None,
    )
    changed = _answer(ticket, at) if is_response(linked, actor) else ()
    story.tell(ticket, linked, *changed, by=System(actor), at=at, recorded_at=event.ended_at)


def _answer(ticket: Ticket, at: datetime) -> tuple[str, ...]:
    ticket.first_response_at = min(ticket.first_response_at or at, at)
    return ("first_response_at",)
