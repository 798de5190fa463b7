"""Name the deadline of a promise by hand, or release it again; it is shown as named, and never overwritten silently."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.promises import rules
from trifecta.promises.events import PromiseStarted
from trifecta.promises.loading import in_force
from trifecta.promises.models import Clock
from trifecta.promises.said import ordinary
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

    Only a lead puts off what the terms give, or the source of the ticket. Raises NotYourTicket, NothingSaid,
    NoSuchPromise, DueInThePast, DueTooFarAhead, LaterThanPromised and what the state forbids.
    """
    ticket = permits.admit(by, Act.NAME_DEADLINE, ticket)
    at = ticket_rules.in_turn(at, latest=ticket.updated_at)
    ticket_rules.require_words(words)
    if due_at is not None:
        rules.require_ahead(due_at, at=at)
    running = Clock.objects.open().filter(ticket=ticket, promise=promise, subject="").exclude(kind="told").first()
    if running is None:
        raise rules.NoSuchPromise(N_("This promise does not run on the ticket."))
    if not permits.leads(permits.relations(by, ticket)):
        _require_no_later(running, due_at, at=at)
    named = PromiseStarted(promise=Code(promise), due_at=due_at, former_due_at=running.due_at)
    story.tell(ticket, named, by=by, at=at, words=words)
    return ticket


def _require_no_later(running: Clock, due_at: datetime | None, *, at: datetime) -> None:
    """What a lead put off already may be shortened again. Raises LaterThanPromised."""
    entries, force = journal.read(running.ticket.stream), in_force(at=at)
    given = ordinary.due_at(entries, running.promise, at=at, force=force)
    promised = max(filter(None, [given, running.due_at]), default=None)
    new = due_at or ordinary.due_by_terms(entries, running.promise, at=at, force=force)
    rules.require_no_later(new, than=promised)
