"""End a resolved ticket."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import Code
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.actions.validation.leave_unvalidated import leave_unvalidated
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Closed
from trifecta.tickets.models import Ticket


@transaction.atomic
def close(ticket: Ticket, *, reason: str, by: Agent | System, at: datetime) -> Ticket:
    """
    The ticket, closed. Who closes without the customer's word says why.

    reason: of codes.CLOSINGS; `confirmed` only after the customer did, `unanswered` as in leave_unvalidated. Raises
    NotYourTicket, StillOpen, NotConfirmed, AskAgain, CustomerWrote, UnknownCode and what the state forbids.
    """
    if reason == "unanswered":
        return leave_unvalidated(ticket, by=by, at=at)
    ticket = permits.admit(by, Act.CLOSE, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.CLOSINGS)
    rules.require_confirmed_if_said(reason, is_validated=ticket.validated_at is not None)
    ended = story.end(ticket, "closed", at=at, reason=reason)
    story.tell(ticket, Closed(reason=Code(reason)), *ended, by=by, at=at)
    return ticket
