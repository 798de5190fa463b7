"""One page of the cases behind a number, as rows of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from trifecta.contacts.models import Contact
from trifecta.screens.metric.asked import Asked
from trifecta.staff.models import Agent
from trifecta.tickets.models import Ticket
from trifecta.warehouse import asking

PER_PAGE = 50
R = TypeVar("R", bound=Model)


@dataclass(frozen=True, slots=True)
class CaseList:
    """tickets or contacts, by what the metric counts. next_start: 0 when this is the end."""

    subject: str
    tickets: list[Ticket]
    contacts: list[Contact]
    count: int
    next_start: int
    is_computing: bool
    failure: str


def read(asked: Asked, *, by: Agent, at: datetime, start: int) -> CaseList:
    """What has become invisible or was erased since the numbers were made is left out."""
    kept = asking.ask_cases(asked.one(), by=by, at=at)
    if kept.answer is None:
        return CaseList("ticket", [], [], 0, 0, kept.is_computing, kept.failure)
    found = kept.answer
    ids = found.ids[start : start + PER_PAGE]
    next_start = start + PER_PAGE if start + PER_PAGE < len(found.ids) else 0
    tickets: list[Ticket] = []
    contacts: list[Contact] = []
    if found.subject == "contact":
        contacts = _in_order(Contact.objects.select_related("customer", "agent", "ticket_link__ticket"), ids)
    else:
        seen = Ticket.objects.visible_to(by).select_related("requester", "owner", "team", "assignee", "service")
        tickets = _in_order(seen, ids)
    return CaseList(found.subject, tickets, contacts, found.count, next_start, is_computing=False, failure="")


def _in_order(rows: QuerySet[R], ids: list[int]) -> list[R]:
    found = rows.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
