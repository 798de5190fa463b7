"""Ask the customer once more whether it is solved."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import ValidationAsked
from trifecta.tickets.models import Ticket


@transaction.atomic
def ask_validation(ticket: Ticket, *, words: str = "", by: Agent | System, at: datetime) -> Ticket:
    """
    The ticket, asked about a second or third time; to resolve it was the first.

    words: how it was asked, if not by the desk's own message. Raises NotYourTicket, StillOpen, AlreadyConfirmed,
    AskedEnough, AskedLately and what the state forbids.
    """
    ticket = permits.admit(by, Act.ASK_VALIDATION, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_time_to_answer(ticket.validation_asked_at, at=at)
    ticket.validation_asked_at = at
    ticket.validation_asked_count += 1
    asked = ValidationAsked(attempt=ticket.validation_asked_count)
    story.tell(ticket, asked, "validation_asked_at", "validation_asked_count", by=by, at=at, words=words)
    return ticket
