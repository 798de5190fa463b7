"""Make a ticket of its own of what is another matter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.entries import Entry, in_order
from trifecta.base.ids import Code, TicketId
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.staff.models import Agent
from trifecta.tickets import permits, refusals, story
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.acts import Act
from trifecta.tickets.events.conversation import MessageSent
from trifecta.tickets.events.structure import Linked, Split
from trifecta.tickets.models import Message, Ticket, TicketLink
from trifecta.tickets.replay import is_response


class Starts(StrEnum):
    """Since when the customer waits for the new ticket (promise case 42): the desk's policy."""

    AT_SPLIT = "split"
    AT_MESSAGE = "message"


@transaction.atomic
def split(
    ticket: Ticket,
    *,
    messages: Collection[int],
    subject: str,
    starts: Starts = Starts.AT_SPLIT,
    by: Agent,
    at: datetime,
) -> Ticket:
    """
    The new ticket, owned by `by`, with the same team; the chosen messages are told in it too, by those who wrote them.

    messages: the numbers of their entries. They count from the split, or from when each was written. Raises
    NotYourTicket, NotAMessage, NothingSaid, SubjectTooLong, TeamGone, MergedAway.
    """
    ticket = permits.admit(by, Act.SPLIT, ticket)
    chosen = _chosen(ticket, messages)
    opened_at = chosen[0].happened_at if starts is Starts.AT_MESSAGE else at
    new = open_ticket(_as_before(ticket, subject), by=by, at=opened_at, recorded_at=at)
    words = dict(Message.objects.filter(ticket=ticket, seq__in=messages).values_list("seq", "body"))
    for entry in chosen:
        _tell_again(new, entry, words[entry.seq], at=max(entry.happened_at, opened_at), recorded_at=at)
    TicketLink.objects.create(ticket=new, other=ticket, relation="split_from")
    story.tell(new, Linked(relation=Code("split_from"), ticket=TicketId(ticket.pk)), by=by, at=at)
    story.tell(ticket, Split(into=TicketId(new.pk)), by=by, at=at)
    return new


def _chosen(ticket: Ticket, messages: Collection[int]) -> list[Entry]:
    """In the order in which they were written."""
    entries = in_order(journal.read(ticket.stream))
    chosen = [entry for entry in entries if entry.seq in messages and isinstance(entry.event, story.SPOKEN)]
    if not chosen or len(chosen) < len(set(messages)):
        raise refusals.NotAMessage(N_("Choose the messages and notes that belong to the other matter."))
    return chosen


def _as_before(ticket: Ticket, subject: str) -> Opening:
    return Opening(
        sort=ticket.sort,
        subject=subject,
        requester=ticket.requester,
        team=ticket.team,
        channel=ticket.channel,
        impact=ticket.impact,
        urgency=ticket.urgency,
        service=ticket.service,
        item=ticket.item,
        category=ticket.category,
    )


def _tell_again(new: Ticket, entry: Entry, words: str, *, at: datetime, recorded_at: datetime) -> None:
    changed: list[str] = []
    if isinstance(entry.event, MessageSent) and is_response(entry.event, entry.actor):
        new.first_response_at = min(new.first_response_at or at, at)
        changed = ["first_response_at"]
    # Whoever wrote it then is who says it here.
    story.tell(new, entry.event, *changed, by=System(entry.actor), at=at, words=words, recorded_at=recorded_at)
