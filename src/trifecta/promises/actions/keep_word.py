"""Say that what was promised has been done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.promises.events import WordKept
from trifecta.promises.said import words
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket


@transaction.atomic
def keep_word(ticket: Ticket, *, word: str, by: Agent, at: datetime) -> Ticket:
    """The ticket. After the deadline the word is broken all the same. Raises NotYourTicket, NoSuchWord."""
    ticket = permits.admit(by, Act.KEEP_WORD, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    words.require_running(ticket, word)
    story.tell(ticket, WordKept(word=Code(word)), by=by, at=at)
    return ticket
