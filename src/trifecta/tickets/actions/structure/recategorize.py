"""Say anew what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import CategoryId, Code, ItemId, ServiceId
from trifecta.catalog.models import Category, Item, Service
from trifecta.staff.models import Agent
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Recategorized
from trifecta.tickets.models import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The whole of it: what is not named is none."""

    sort: str
    service: Service | None = None
    item: Item | None = None
    category: Category | None = None


@transaction.atomic
def recategorize(ticket: Ticket, *, about: About, by: Agent | System, at: datetime) -> Ticket:
    """
    The ticket, of this sort and about this. What follows from it holds from the beginning (promise case 44).

    Raises NotYourTicket, UnknownCode, NothingChanged and what the state forbids.
    """
    ticket = permits.admit(by, Act.RECATEGORIZE, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(about.sort, codes.SORTS)
    before = _told(ticket)
    ticket.sort, ticket.service, ticket.item, ticket.category = about.sort, about.service, about.item, about.category
    after = _told(ticket)
    rules.require_change(before, after)
    story.tell(ticket, after, "sort", "service", "item", "category", by=by, at=at)
    return ticket


def _told(ticket: Ticket) -> Recategorized:
    return Recategorized(
        sort=Code(ticket.sort),
        service=ServiceId(ticket.service_id) if ticket.service_id else None,
        item=ItemId(ticket.item_id) if ticket.item_id else None,
        category=CategoryId(ticket.category_id) if ticket.category_id else None,
    )
