"""Open a ticket: one matter of one customer, owned from its first moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from trifecta.base.ids import AgentId, CategoryId, Code, ContactId, CustomerId, ItemId, ServiceId, SiteId, TeamId
from trifecta.base.text import N_
from trifecta.catalog.models import Category, Item, Service
from trifecta.contacts.models import Contact
from trifecta.customers.models import Customer
from trifecta.preferences import priorities
from trifecta.staff.models import PLACEHOLDER_ID, Agent, Team
from trifecta.tickets import codes, permits, refusals, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.flow import Opened
from trifecta.tickets.models import ContactLink, Ticket
from trifecta.tickets.steps import teams


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known when a ticket is opened. impact, urgency: 1 (high) to 4. contact: the touch it came from."""

    sort: str
    subject: str
    body: str = ""
    requester: Customer | None = None
    team: Team | None = None
    assignee: Agent | None = None
    channel: str | None = None
    impact: int | None = None
    urgency: int | None = None
    service: Service | None = None
    item: Item | None = None
    category: Category | None = None
    contact: Contact | None = None


@transaction.atomic
def open_ticket(asked: Opening, *, by: permits.By, at: datetime, recorded_at: datetime | None = None) -> Ticket:
    """
    The new ticket. An agent who opens it owns it; what customers and rules open has the placeholder as owner at first.

    at: since when it is open; recorded_at: now, if that is later.

    Raises NotYourTicket, NothingSaid, SubjectTooLong, UnknownCode, NotInThatTeam, TeamGone, ContactTaken.
    """
    permits.require(by, Act.OPEN_TICKET)
    _require_sound(asked, by)
    ticket = _row(asked, owner_id=by.pk if isinstance(by, Agent) else PLACEHOLDER_ID, at=at)
    ticket.save(force_insert=True)
    story.tell(ticket, _event(ticket, asked), by=by, at=at, words=asked.body, recorded_at=recorded_at)
    if asked.contact is not None:
        ContactLink.objects.create(contact=asked.contact, ticket=ticket)
    return ticket


def _require_sound(asked: Opening, by: permits.By) -> None:
    if isinstance(by, Customer) and asked.requester != by:
        raise permits.NotYourTicket(N_("You can open tickets for yourself only."))
    rules.require_code(asked.sort, codes.SORTS)
    rules.require_code(asked.channel, codes.CHANNELS)
    if asked.team is not None:
        teams.require_running(asked.team)
    teams.require_member(asked.assignee, asked.team.pk if asked.team else None)
    if asked.contact is not None and ContactLink.objects.filter(contact=asked.contact).exists():
        raise refusals.ContactTaken(N_("This contact belongs to another ticket already."))


def _row(asked: Opening, *, owner_id: int, at: datetime) -> Ticket:
    return Ticket(
        sort=asked.sort,
        state="open",
        subject=rules.subject(asked.subject),
        channel=asked.channel,
        impact=asked.impact,
        urgency=asked.urgency,
        priority=rules.priority(asked.impact, asked.urgency, grid=priorities.grid()),
        requester=asked.requester,
        site_id=asked.requester.site_id if asked.requester else None,
        service=asked.service,
        item=asked.item,
        category=asked.category,
        owner_id=owner_id,
        team=asked.team,
        assignee=asked.assignee,
        opened_at=at,
        updated_at=at,
    )


def _event(ticket: Ticket, asked: Opening) -> Opened:
    return Opened(
        sort=Code(ticket.sort),
        owner=AgentId(ticket.owner_id),
        requester=CustomerId(ticket.requester_id) if ticket.requester_id else None,
        team=TeamId(ticket.team_id) if ticket.team_id else None,
        assignee=AgentId(ticket.assignee_id) if ticket.assignee_id else None,
        channel=Code(ticket.channel) if ticket.channel else None,
        impact=ticket.impact,
        urgency=ticket.urgency,
        priority=ticket.priority,
        service=ServiceId(ticket.service_id) if ticket.service_id else None,
        item=ItemId(ticket.item_id) if ticket.item_id else None,
        category=CategoryId(ticket.category_id) if ticket.category_id else None,
        site=SiteId(ticket.site_id) if ticket.site_id else None,
        contact=ContactId(asked.contact.pk) if asked.contact else None,
    )
