"""How the ownership of a ticket is offered and comes to someone: the row and its entry together."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId
from trifecta.base.text import N_
from trifecta.staff.models import Agent, Role
from trifecta.tickets import refusals, rules, story
from trifecta.tickets.events.ownership import OwnershipOfferWithdrawn, OwnershipTaken
from trifecta.tickets.models import Ticket

OFFER = ("ownership_offered_to", "ownership_offered_at")


def require_able(agent: Agent) -> None:
    """An owner is a person who works here: nobody else can answer to a customer."""
    if not agent.is_active or agent.is_placeholder or agent.role == Role.AUDITOR:
        raise refusals.CannotOwn(N_("Ask someone who works at the desk; this person cannot own a ticket."))


def take_over(ticket: Ticket, *, by: Agent, at: datetime) -> Ticket:
    """The ticket, owned by `by`; nobody else is asked any more."""
    at = rules.in_turn(at, latest=ticket.updated_at)
    ticket.owner = by
    drop_offer(ticket)
    story.tell(ticket, OwnershipTaken(owner=AgentId(by.pk)), "owner", *OFFER, by=by, at=at)
    return ticket


def take_back_offer(ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """Say that whoever was asked need not answer any more; nothing if nobody was."""
    asked = ticket.ownership_offered_to_id
    if asked is not None:
        drop_offer(ticket)
        story.tell(ticket, OwnershipOfferWithdrawn(to=AgentId(asked)), *OFFER, by=by, at=at)


def drop_offer(ticket: Ticket) -> None:
    ticket.ownership_offered_to, ticket.ownership_offered_at = None, None
