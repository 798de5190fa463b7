"""Close a ticket whose customer was asked again and again and said nothing: unvalidated, not validated."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Closed, ValidationUnanswered
from trifecta.tickets.models import Ticket


@transaction.atomic
def leave_unvalidated(ticket: Ticket, *, by: Agent | System, at: datetime) -> Ticket:
    """
    The ticket, closed as `unanswered` without a validation.

    Raises NotYourTicket, StillOpen, AlreadyConfirmed, AskAgain, CustomerWrote and what the state forbids.
    """
    ticket = permits.admit(by, Act.LEAVE_UNVALIDATED, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    if rules.was_answered(journal.read(ticket.stream)):
        raise refusals.CustomerWrote(N_("The customer wrote since they were asked; answer them first."))
    unanswered = ValidationUnanswered(attempts=ticket.validation_asked_count)
    story.tell(ticket, unanswered, by=by, at=at)
    ended = story.end(ticket, "closed", at=at, reason="unanswered")
    story.tell(ticket, Closed(reason=Code("unanswered")), *ended, by=by, at=at)
    return ticket
