"""Give the customer one's word: what will have happened by when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import Code
from trifecta.promises import rules
from trifecta.promises.events import WordGiven
from trifecta.promises.said import words
from trifecta.staff.models import Agent
from trifecta.tickets import permits, story
from trifecta.tickets import rules as ticket_rules
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket


@transaction.atomic
def give_word(ticket: Ticket, *, text: str, due_at: datetime, by: Agent, at: datetime) -> str:
    """
    The word's code on this ticket, "1" for the first.

    text: what will have happened, as the customer will read it. Raises NotYourTicket, NothingSaid, DueInThePast,
    DueTooFarAhead and what the state forbids.
    """
    ticket = permits.admit(by, Act.GIVE_WORD, ticket)
    at = ticket_rules.in_turn(at, latest=ticket.updated_at)
    ticket_rules.require_words(text)
    rules.require_ahead(due_at, at=at)
    word = Code(str(len(words.given_on(ticket)) + 1))
    story.tell(ticket, WordGiven(word=word, due_at=due_at), by=by, at=at, words=text)
    return word
