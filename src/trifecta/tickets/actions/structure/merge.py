"""Go on with one ticket where there were two of the same matter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import TicketId
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.structure import Absorbed, Merged
from trifecta.tickets.models import Participant, Ticket
from trifecta.tickets.steps import participants


@transaction.atomic
def merge(ticket: Ticket, *, into: Ticket, by: Agent, at: datetime) -> Ticket:
    """
    The ticket that goes on. The other one ends as `merged`; its words and contacts stay where they are, to be read.

    What goes on waits since the earlier of the two was opened (promise case 42), and whoever asked or followed the
    other one follows it. Raises NotYourTicket, MergedAway, CannotGoOnThere and what the state forbids.
    """
    for pk in sorted({ticket.pk, into.pk}):  # always in this order, so that two who merge crosswise do not wait forever
        story.hold(Ticket(pk=pk))
    ticket, into = permits.admit(by, Act.MERGE, ticket), story.hold(into)
    _require_goes_on(ticket, into, by)
    at = rules.in_turn(at, latest=max(ticket.updated_at, into.updated_at))
    started_at = rules.started_at(journal.read(ticket.stream))
    ended = story.end(ticket, "merged", at=at)
    ticket.merged_into = into
    story.tell(ticket, Merged(into=TicketId(into.pk)), *ended, "merged_into", by=by, at=at)
    story.tell(into, Absorbed(ticket=TicketId(ticket.pk), started_at=started_at), by=by, at=at)
    _bring_people(ticket, into, by=by, at=at)
    return into


def _require_goes_on(ticket: Ticket, into: Ticket, by: Agent) -> None:
    permits.require_reads(by, into)
    if ticket.pk == into.pk:
        raise refusals.CannotGoOnThere(N_("A ticket cannot be merged into itself."))
    if not rules.is_owned_on(into.state):
        raise refusals.CannotGoOnThere(N_("The other ticket has ended; choose one that goes on, or reopen it first."))


def _bring_people(ticket: Ticket, into: Ticket, *, by: Agent, at: datetime) -> None:
    followed = Participant.objects.filter(ticket=ticket).select_related("customer", "agent").order_by("pk")
    people = [(ticket.requester, "cc"), *((row.customer or row.agent, row.role) for row in followed)]
    for person, role in people:
        if person is None:
            continue
        is_there = person == into.requester or participants.role_of(person, into) is not None
        if not is_there:
            participants.add(into, person, role, by=by, at=at)
