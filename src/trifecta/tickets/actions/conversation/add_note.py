"""Tell colleagues something; customers never see it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.conversation import NoteAdded
from trifecta.tickets.models import Message, Ticket


@transaction.atomic
def add_note(ticket: Ticket, *, body: str, by: Agent | System, at: datetime) -> Message:
    """The note. Raises NotYourTicket, MergedAway, NothingSaid."""
    ticket = permits.admit(by, Act.ADD_NOTE, ticket)
    rules.require_words(body)
    return story.say(ticket, NoteAdded(), by=by, at=at, words=body)
