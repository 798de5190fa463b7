"""Say that the work cannot go on until someone else has acted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Waiting
from trifecta.tickets.models import Ticket


@transaction.atomic
def wait(ticket: Ticket, *, on: str, until: datetime | None = None, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, waiting; one that waits already may come to wait for something else.

    on: of codes.WAITING_ON; a customer's answer resumes what waits for the customer. Raises NotYourTicket, UnknownCode,
    WaitsForThePast and what the state forbids.
    """
    ticket = permits.admit(by, Act.WAIT, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(on, codes.WAITING_ON)
    rules.require_ahead(until, at=at)
    ticket.state, ticket.waiting_on, ticket.waiting_until = "waiting", on, until
    waiting = Waiting(on=Code(on), until=until)
    story.tell(ticket, waiting, "state", "waiting_on", "waiting_until", by=by, at=at)
    return ticket
