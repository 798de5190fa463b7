"""What may happen to a contact. Its stream is `contact:N`; it is told once, when it is over."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import AgentId, CategoryId, Code, CustomerId, ItemId, ServiceId, TeamId, TicketId
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_


@kind("contact.recorded", N_("{actor} recorded a contact"))
class ContactRecorded(Event):
    """
    A touch with a customer; `happened_at` is when it began.

    channel: phone, mail, chat, portal, walk_in, other. direction: inbound, outbound.
    outcome: ticket, information, abandoned. solved: whether this contact alone solved the matter, if known.
    """

    channel: Code
    direction: Code = Code("inbound")
    outcome: Code
    customer: CustomerId | None = None
    agent: AgentId | None = None
    team: TeamId | None = None
    ticket: TicketId | None = None
    service: ServiceId | None = None
    item: ItemId | None = None
    category: CategoryId | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    handled_s: int | None = None
    solved: bool | None = None
