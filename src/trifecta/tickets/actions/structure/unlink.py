"""Take back a link."""

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
def unlink(ticket: Ticket, *, relation: str, to: Ticket | str, by: Agent | System, at: datetime) -> Ticket:
    """The ticket, without this link. Raises NotYourTicket, UnknownCode, NotLinked, MergedAway."""
    ticket = permits.admit(by, Act.UNLINK, ticket)
    links.require_sound(ticket, relation, to)
    if not links.drop(ticket, relation, to):
        raise refusals.NotLinked(N_("They are not linked."))
    story.tell(ticket, links.unlinked(relation, to), by=by, at=at)
    return ticket
