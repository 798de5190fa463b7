"""Say something that everyone on the ticket may read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import Code
from trifecta.customers.models import Customer
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.acts import Act
from trifecta.tickets.events.conversation import MessageReceived, MessageSent
from trifecta.tickets.models import Message, Ticket
from trifecta.tickets.replay import is_response

BY_ANSWER = System("rule:customer_answered")


@transaction.atomic
def reply(
    ticket: Ticket, *, body: str, by: permits.By, at: datetime, channel: str | None = None, automatic: bool = False
) -> Message:
    """
    The message: sent by an agent or a rule, received from the requester or a participant.

    A customer's message resumes a ticket that waits for the customer; a resolved or closed ticket stays as it is.
    automatic: no human wrote it, so it is no response and resumes nothing. `at` may lie before what is known.
    Raises NotYourTicket, MergedAway, NothingSaid, UnknownCode.
    """
    ticket = permits.admit(by, Act.REPLY, ticket)
    rules.require_words(body)
    rules.require_code(channel, codes.CHANNELS)
    spoken = MessageReceived if isinstance(by, Customer) else MessageSent
    event = spoken(channel=Code(channel) if channel else None, automatic=automatic or None)
    if isinstance(event, MessageSent) and is_response(event, by.actor):
        ticket.first_response_at = min(ticket.first_response_at or at, at)
    seq = story.tell(ticket, event, "first_response_at", by=by, at=at, words=body)
    is_answer = isinstance(by, Customer) and rules.resumes(ticket.state, ticket.waiting_on, automatic=automatic)
    if is_answer:
        resume(ticket, by=BY_ANSWER, at=at)
    return Message.objects.get(ticket=ticket, seq=seq)
