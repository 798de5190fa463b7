"""Say that what was promised will not come: better early than not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.promises.events import WordBroken
from trifecta.promises.said import words
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket


@transaction.atomic
def break_word(ticket: Ticket, *, word: str, why: str, by: Agent, at: datetime) -> Ticket:
    """The ticket. why: as the customer will read it. Raises NotYourTicket, NoSuchWord, NothingSaid."""
    ticket = permits.admit(by, Act.BREAK_WORD, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_words(why)
    words.require_running(ticket, word)
    story.tell(ticket, WordBroken(word=Code(word)), by=by, at=at, words=why)
    return ticket
