"""Say something that everyone on the ticket may read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import Code
from trifecta.customers.models import Customer
from trifecta.staff.models import PLACEHOLDER_ID, Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.acts import Act
from trifecta.tickets.events.conversation import MessageReceived, MessageSent
from trifecta.tickets.models import Message, Ticket
from trifecta.tickets.replay import is_response
from trifecta.tickets.steps import owning


class Sort(StrEnum):
    """What a channel knows of a message: a mere thank-you asks for no answer, and no human wrote an automatic one."""

    PLAIN = "plain"
    THANKS = "thanks"
    AUTOMATIC = "automatic"


BY_ANSWER = System("rule:customer_answered")


@transaction.atomic
def reply(
    ticket: Ticket, *, body: str, by: permits.By, at: datetime, channel: str | None = None, sort: Sort = Sort.PLAIN
) -> Message:
    """
    The message: sent by an agent or a rule, received from the requester or a participant.

    The agent who answers a ticket that nobody owns yet owns it. A customer's message resumes a ticket that waits for
    the customer, unless it is automatic or a mere thank-you; a resolved or closed ticket stays as it is. `at` may lie
    before what is known. Raises NotYourTicket, MergedAway, NothingSaid, UnknownCode.
    """
    ticket = permits.admit(by, Act.REPLY, ticket)
    rules.require_words(body)
    rules.require_code(channel, codes.CHANNELS)
    if isinstance(by, Customer):
        return _receive(ticket, body, by=by, at=at, channel=channel, sort=sort)
    return _send(ticket, body, by=by, at=at, channel=channel, sort=sort)


def _receive(ticket: Ticket, body: str, *, by: Customer, at: datetime, channel: str | None, sort: Sort) -> Message:
    received = MessageReceived(
        channel=Code(channel) if channel else None,
        automatic=sort is Sort.AUTOMATIC or None,
        thanks=sort is Sort.THANKS or None,
    )
    message = story.say(ticket, received, by=by, at=at, words=body)
    if sort is Sort.PLAIN and rules.resumes(ticket.state, ticket.waiting_on):
        resume(ticket, by=BY_ANSWER, at=at)
    return message


def _send(ticket: Ticket, body: str, *, by: Agent | System, at: datetime, channel: str | None, sort: Sort) -> Message:
    sent = MessageSent(channel=Code(channel) if channel else None, automatic=sort is Sort.AUTOMATIC or None)
    if not (isinstance(by, Agent) and is_response(sent, by.actor)):
        return story.say(ticket, sent, by=by, at=at, words=body)
    ticket.first_response_at = min(ticket.first_response_at or at, at)
    message = story.say(ticket, sent, "first_response_at", by=by, at=at, words=body)
    if ticket.owner_id == PLACEHOLDER_ID and rules.is_owned_on(ticket.state):
        owning.take_over(ticket, by=by, at=at)
    return message
