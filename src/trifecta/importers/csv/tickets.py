"""What the rows of one ticket say of it as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from trifecta.base.ids import AgentId, Code, CustomerId, TeamId
from trifecta.importers.contract import Reject
from trifecta.importers.csv.binding import Binding
from trifecta.importers.csv.people import People
from trifecta.importers.reading.cells import BadCell
from trifecta.importers.reading.tables import Row
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events.flow import Opened


class Line(NamedTuple):
    """A row and the table it stands in."""

    binding: Binding
    row: Row

    def text(self, name: str) -> str:
        """What this row says of a field of the ticket."""
        return self.binding.text(self.row[1], self.binding.meaning.ticket.get(name))

    def reject(self, reason: object) -> Reject:
        return self.binding.table.reject(self.row, reason)


@dataclass(frozen=True, slots=True)
class Ticket:
    """The facts; opened_at is None where only the events tell it. requester: as text, to compare with authors."""

    key: str
    first: Line
    opened: Opened
    opened_at: datetime | None
    responded_at: datetime | None
    resolved_at: datetime | None
    reopened_at: datetime | None
    closed_at: datetime | None
    cancelled_at: datetime | None
    deadline_at: datetime | None
    subject: str
    body: str
    solution: str
    code: str
    article: str
    requester: str
    customer: CustomerId | None
    team: TeamId | None
    agent: AgentId | None


class Says:
    """The first row that says something of a field counts."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._fields = lines[0].binding.meaning.ticket

    def text(self, name: str) -> str:
        told = self._fields.get(name)
        if told is None:
            return ""
        for binding, (_, cells) in self._lines:
            text = binding.text(cells, told)
            if text:
                return text
        return ""

    def instant(self, name: str) -> datetime | None:
        told = self._fields.get(name)
        if told is None:
            return None
        for binding, (_, cells) in self._lines:
            at = binding.instant(cells, told)
            if at is not None:
                return at
        return None

    def grade(self, name: str) -> int | None:
        told = self._fields.get(name)
        if told is None:
            return None
        for binding, (_, cells) in self._lines:
            grade = binding.grade(cells, told)
            if grade is not None:
                return grade
        return None


def ticket_of(key: str, lines: Sequence[Line], people: People) -> Ticket:
    """Raises BadDate and BadCell."""
    says = Says(lines)
    opened_at = says.instant("opened")
    if opened_at is None and lines[0].binding.meaning.events is None:
        raise BadCell("it does not say when it was opened")
    team, requester = says.text("team"), says.text("requester")
    agent = people.agent(says.text("agent"), team=team)
    customer = _customer(says, requester, people)
    return Ticket(
        key=key,
        first=lines[0],
        opened=_opened(says, people, customer, people.team(team), agent),
        opened_at=opened_at,
        responded_at=says.instant("responded"),
        resolved_at=says.instant("resolved"),
        reopened_at=says.instant("reopened"),
        closed_at=says.instant("closed"),
        cancelled_at=says.instant("cancelled"),
        deadline_at=says.instant("deadline"),
        subject=says.text("subject"),
        body=says.text("body"),
        solution=says.text("solution"),
        code=says.text("code"),
        article=says.text("article"),
        requester=requester,
        customer=customer,
        team=people.team(team),
        agent=agent,
    )


def _customer(says: Says, requester: str, people: People) -> CustomerId | None:
    return people.customer(
        requester,
        email=says.text("email"),
        organization=says.text("organization"),
        department=says.text("department"),
        site=says.text("site"),
    )


def _opened(
    says: Says, people: People, customer: CustomerId | None, team: TeamId | None, agent: AgentId | None
) -> Opened:
    service = says.text("service")
    channel = says.text("channel")
    return Opened(
        sort=Code(says.text("sort") or "incident"),
        owner=people.agent(says.text("owner")) or AgentId(PLACEHOLDER_ID),
        requester=customer,
        team=team,
        assignee=agent,
        channel=Code(channel) if channel else None,
        impact=says.grade("impact"),
        urgency=says.grade("urgency"),
        priority=says.grade("priority"),
        service=people.service(service),
        item=people.item(says.text("item"), service=service),
        category=people.category(says.text("category")),
        site=people.site(says.text("site")),
    )
