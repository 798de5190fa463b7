"""Ask a colleague to answer to the customer from now on; the owner stays until they accept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import AgentId, Code
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.ownership import OwnershipOffered
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import owning


@transaction.atomic
def offer_ownership(
    ticket: Ticket, *, to: Agent, reason: str, words: str = "", by: Agent | System, at: datetime
) -> Ticket:
    """
    The ticket, whose ownership `to` is asked to take; nobody else is asked any more.

    reason: of codes.OWNERSHIP_REASONS. words: what the new owner needs to know. Raises NotYourTicket, AlreadyOwns,
    AlreadyOnOffer, CannotOwn, UnknownCode and what the state forbids.
    """
    ticket = permits.admit(by, Act.OFFER_OWNERSHIP, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.OWNERSHIP_REASONS)
    rules.require_askable(to.pk, owned_by=ticket.owner_id, asked=ticket.ownership_offered_to_id)
    owning.require_able(to)
    owning.take_back_offer(ticket, by=by, at=at)
    ticket.ownership_offered_to, ticket.ownership_offered_at = to, at
    offered = OwnershipOffered(to=AgentId(to.pk), reason=Code(reason))
    story.tell(ticket, offered, *owning.OFFER, by=by, at=at, words=words)
    return ticket
