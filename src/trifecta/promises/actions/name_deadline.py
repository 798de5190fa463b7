"""Name the deadline of a promise by hand, or release it again; it is shown as named, and never overwritten silently."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.promises import rules
from trifecta.promises.events import PromiseStarted
from trifecta.promises.models import Clock
from trifecta.staff.models import Agent
from trifecta.tickets import permits, story
from trifecta.tickets import rules as ticket_rules
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket


@transaction.atomic
def name_deadline(
    ticket: Ticket, *, promise: str, due_at: datetime | None, words: str, by: Agent, at: datetime
) -> Ticket:
    """
    The ticket. due_at: None gives the promise back to its terms. words: why.

    Raises NotYourTicket, NothingSaid, NoSuchPromise, DueInThePast, DueTooFarAhead and what the state forbids.
    """
    ticket = permits.admit(by, Act.NAME_DEADLINE, ticket)
    at = ticket_rules.in_turn(at, latest=ticket.updated_at)
    ticket_rules.require_words(words)
    if due_at is not None:
        rules.require_ahead(due_at, at=at)
    running = Clock.objects.open().filter(ticket=ticket, promise=promise, subject="").exclude(kind="told").first()
    if running is None:
        raise rules.NoSuchPromise(N_("This promise does not run on the ticket."))
    named = PromiseStarted(promise=Code(promise), due_at=due_at, former_due_at=running.due_at)
    story.tell(ticket, named, by=by, at=at, words=words)
    return ticket
