"""Say that another ticket or an article belongs to this one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.text import N_
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, story
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import links


@transaction.atomic
def link(ticket: Ticket, *, relation: str, to: Ticket | str, by: Agent | System, at: datetime) -> Ticket:
    """
    The ticket, linked. relation: parent or related, to a ticket; article, to its code in the knowledge base.

    Changes and problems are linked where they live, in `records`. Raises NotYourTicket, UnknownCode, AlreadyLinked,
    MergedAway.
    """
    ticket = permits.admit(by, Act.LINK, ticket)
    links.require_sound(ticket, relation, to)
    if isinstance(to, Ticket):
        permits.require_reads(by, to)
    if not links.make(ticket, relation, to):
        raise refusals.AlreadyLinked(N_("They are linked already."))
    story.tell(ticket, links.linked(relation, to), by=by, at=at)
    return ticket
