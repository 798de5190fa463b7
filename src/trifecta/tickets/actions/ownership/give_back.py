"""Give the work back to the team whose handoff brought it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code, TeamId
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.handoff import GivenBack
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import teams


@transaction.atomic
def give_back(ticket: Ticket, *, reason: str, words: str, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, with the team it came from, and nobody in it working on it yet.

    reason: of codes.GIVE_BACK_REASONS. words: what was done or what is missing. Raises
    NotYourTicket, NeverHandedOff, NothingSaid, UnknownCode and what the state forbids.
    """
    ticket = permits.admit(by, Act.GIVE_BACK, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.GIVE_BACK_REASONS)
    rules.require_words(words)
    origin = story.origin(ticket)
    assert origin is not None  # the rule has asked
    moved = teams.move(ticket, origin)
    ticket.assignee = None
    returned = GivenBack(to_team=TeamId(origin), reason=Code(reason))
    story.tell(ticket, returned, *moved, "assignee", by=by, at=at, words=words)
    return ticket
