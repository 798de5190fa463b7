"""Offer the work to another team; the owner stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code, TeamId
from trifecta.staff.models import Agent, Team
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.handoff import HandoffOffered
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import teams


@transaction.atomic
def offer_handoff(ticket: Ticket, *, to: Team, reason: str, tried: str, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, on offer to `to`; an offer to another team is taken back. Until it is accepted the time is nobody's.

    reason: of codes.HANDOFF_REASONS. tried: what was tried and found, so that nobody starts from nothing. Raises
    NotYourTicket, AlreadyTheirs, AlreadyOnOffer, TeamGone, NothingSaid, UnknownCode and what the state forbids.
    """
    ticket = permits.admit(by, Act.OFFER_HANDOFF, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.HANDOFF_REASONS)
    rules.require_words(tried)
    rules.require_offerable(held_by=ticket.team_id, offered_to=ticket.offered_to_id, to=to.pk)
    teams.require_running(to)
    teams.take_back_offer(ticket, by=by, at=at)
    ticket.offered_to, ticket.offered_at = to, at
    offered = HandoffOffered(to_team=TeamId(to.pk), reason=Code(reason))
    story.tell(ticket, offered, "offered_to", "offered_at", by=by, at=at, words=tried)
    return ticket
