"""A participant's row and its entry, written together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId, Code, CustomerId
from trifecta.customers.models import Customer
from trifecta.log import rows
from trifecta.staff.models import Agent
from trifecta.tickets import story
from trifecta.tickets.events.participants import ParticipantAdded, ParticipantRemoved
from trifecta.tickets.models import Participant, Ticket

Person = Agent | Customer


def role_of(person: Person, ticket: Ticket) -> str | None:
    """In which role this person follows the ticket."""
    return roles_of(person, [ticket]).get(ticket.pk)


def roles_of(person: Person, tickets: Collection[Ticket]) -> dict[int, str]:
    """The same for those of the tickets that they follow, by the ticket's id."""
    who = "customer_id" if isinstance(person, Customer) else "agent_id"
    asked = {"ticket_id": [ticket.pk for ticket in tickets], who: [person.pk]}
    return {found[0]: found[1] for found in rows.select(Participant, ("ticket_id", "role"), **asked)}


def add(ticket: Ticket, person: Person, role: str, *, by: Actor, at: datetime) -> None:
    """Whoever follows already does so in this role from now on."""
    Participant.objects.update_or_create(ticket=ticket, **_key(person), defaults={"role": role})
    story.tell(ticket, ParticipantAdded(role=Code(role), **_ids(person)), by=by, at=at)


def remove(ticket: Ticket, person: Person, *, by: Actor, at: datetime) -> None:
    Participant.objects.filter(ticket=ticket, **_key(person)).delete()
    story.tell(ticket, ParticipantRemoved(**_ids(person)), by=by, at=at)


def _key(person: Person) -> dict[str, Any]:
    return {"customer" if isinstance(person, Customer) else "agent": person}


def _ids(person: Person) -> dict[str, Any]:
    return {"customer": CustomerId(person.pk)} if isinstance(person, Customer) else {"agent": AgentId(person.pk)}
