"""Say anew how wide and how pressing it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.preferences import priorities
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Reprioritized
from trifecta.tickets.models import Ticket


@transaction.atomic
def reprioritize(
    ticket: Ticket, *, impact: int | None, urgency: int | None, by: Agent | System, at: datetime
) -> Ticket:
    """
    The ticket with the priority that follows from both, or none while one of them is unknown.

    impact, urgency: 1 (high) to 4. Raises NotYourTicket, UnknownCode, NothingChanged and what the state forbids.
    """
    ticket = permits.admit(by, Act.REPRIORITIZE, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    priority = rules.priority(impact, urgency, grid=priorities.grid())
    rules.require_change((ticket.impact, ticket.urgency, ticket.priority), (impact, urgency, priority))
    ticket.impact, ticket.urgency, ticket.priority = impact, urgency, priority
    changed = Reprioritized(impact=impact, urgency=urgency, priority=priority)
    story.tell(ticket, changed, "impact", "urgency", "priority", by=by, at=at)
    return ticket
