"""Decline the work that is on offer to the team; it stays where it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code, TeamId
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.handoff import HandoffDeclined
from trifecta.tickets.models import Ticket


@transaction.atomic
def decline_handoff(ticket: Ticket, *, reason: str, words: str, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, no longer on offer.

    reason: of codes.DECLINE_REASONS. words: what the others need to hear. Raises NotYourTicket, NotOnOffer,
    NothingSaid, UnknownCode and what the state forbids.
    """
    ticket = permits.admit(by, Act.DECLINE_HANDOFF, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.DECLINE_REASONS)
    rules.require_words(words)
    assert ticket.offered_to_id is not None  # the rule has asked
    declined = HandoffDeclined(team=TeamId(ticket.offered_to_id), reason=Code(reason))
    ticket.offered_to, ticket.offered_at = None, None
    story.tell(ticket, declined, "offered_to", "offered_at", by=by, at=at, words=words)
    return ticket
