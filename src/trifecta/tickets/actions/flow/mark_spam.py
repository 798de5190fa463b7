"""Say that no customer is behind it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Cancelled
from trifecta.tickets.models import Ticket


@transaction.atomic
def mark_spam(ticket: Ticket, *, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, cancelled as spam and counted apart.

    Raises NotYourTicket, AnsweredAlready (no promise is left behind by a click) and what the state forbids.
    """
    ticket = permits.admit(by, Act.MARK_SPAM, ticket)
    if ticket.first_response_at is not None:
        raise refusals.AnsweredAlready(
            N_("We have answered this, so it is no spam; resolve it, or cancel it and say why.")
        )
    at = rules.in_turn(at, latest=ticket.updated_at)
    ended = story.end(ticket, "cancelled", at=at, reason="spam")
    story.tell(ticket, Cancelled(reason=Code("spam")), *ended, by=by, at=at)
    return ticket
