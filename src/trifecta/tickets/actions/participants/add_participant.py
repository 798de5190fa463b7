"""Let someone else follow the ticket."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.text import N_
from trifecta.customers.models import Customer
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, refusals, rules
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import participants


@transaction.atomic
def add_participant(ticket: Ticket, *, person: Agent | Customer, role: str, by: permits.By, at: datetime) -> Ticket:
    """
    The ticket, followed by `person` in this role from now on; who follows in another role changes it.

    An agent who sees a ticket may follow it; to let others in takes someone who works on it. role: of
    codes.PARTICIPANT_ROLES; `following` says what each may see and do. Raises NotYourTicket, UnknownCode,
    NothingChanged, CannotFollow, MergedAway.
    """
    ticket = permits.admit(by, Act.ADD_PARTICIPANT, ticket)
    permits.require_for(person, by=by, ticket=ticket)
    rules.require_code(role, codes.PARTICIPANT_ROLES)
    is_someone = person.is_active and not (isinstance(person, Agent) and person.is_placeholder)
    if not is_someone:
        raise refusals.CannotFollow(N_("This person has no access to the desk any more."))
    if isinstance(person, Customer) and person.pk == ticket.requester_id:
        raise refusals.CannotFollow(N_("It is this person’s own ticket."))
    if participants.role_of(person, ticket) == role:
        raise refusals.NothingChanged(N_("This is how it stands already."))
    participants.add(ticket, person, role, by=by, at=rules.in_turn(at, latest=ticket.updated_at))
    return ticket
