"""Claim that it is solved; the customer has the last word."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Resolved
from trifecta.tickets.models import ArticleLink, Ticket


@transaction.atomic
def resolve(ticket: Ticket, *, how: str, words: str, article: str | None = None, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, resolved; what it waited for and any offer of it have ended.

    how: of codes.RESOLUTIONS. words: what was done, as the customer will read it. article: the code of the knowledge
    that helped. Raises NotYourTicket, NothingSaid, UnknownCode and what the state forbids.
    """
    ticket = permits.admit(by, Act.RESOLVE, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(how, codes.RESOLUTIONS)
    rules.require_words(words)
    ticket.state, ticket.waiting_on, ticket.waiting_until = "resolved", None, None
    ticket.offered_to, ticket.offered_at = None, None
    ticket.first_resolved_at = ticket.first_resolved_at or at
    ticket.resolved_at, ticket.resolved_by_team = at, ticket.team
    resolved = Resolved(code=Code(how), article=Code(article) if article else None)
    ticket.validation_asked_at, ticket.validation_asked_count = at, 1
    story.tell(ticket, resolved, *_COLUMNS, by=by, at=at, words=words)
    if article:
        ArticleLink.objects.get_or_create(ticket=ticket, article=article)
    return ticket


_COLUMNS = (
    *("state", "waiting_on", "waiting_until", "offered_to", "offered_at"),
    *("first_resolved_at", "resolved_at", "resolved_by_team", "validation_asked_at", "validation_asked_count"),
)
