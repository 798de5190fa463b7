"""Say whose matter it is, when nobody knew or it was told wrongly."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import CustomerId, SiteId
from trifecta.base.text import N_
from trifecta.customers.models import Customer
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import RequesterNamed
from trifecta.tickets.models import Ticket


@transaction.atomic
def name_requester(ticket: Ticket, *, requester: Customer, by: Agent | System, at: datetime) -> Ticket:
    """
    The ticket, as this customer's, at their site. What follows from it holds from the beginning (promise case 44).

    Raises NotYourTicket, CannotAsk, NothingChanged and what the state forbids.
    """
    ticket = permits.admit(by, Act.NAME_REQUESTER, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    if not requester.is_active:
        raise refusals.CannotAsk(N_("This customer’s access has ended; name someone who can be answered."))
    rules.require_change(ticket.requester_id, requester.pk)
    ticket.requester, ticket.site_id = requester, requester.site_id
    site = SiteId(requester.site_id) if requester.site_id else None
    named = RequesterNamed(requester=CustomerId(requester.pk), site=site)
    story.tell(ticket, named, "requester", "site", by=by, at=at)
    return ticket
