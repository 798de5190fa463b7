"""The list as CSV, row by row, however long it is."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from trifecta.tickets.models import Ticket
from trifecta.web import sheets


class _Line:
    """A file for csv.writer that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def lines(tickets: Iterable[Ticket]) -> Iterator[str]:
    """CSV lines, head first; instants are ISO 8601 in UTC."""
    writer = csv.writer(_Line())
    yield writer.writerow(_head())
    for ticket in tickets:
        yield writer.writerow([sheets.safe(cell) for cell in _row(ticket)])


def _head() -> list[str]:
    return [
        _("Ticket"), _("Subject"), _("Kind"), _("State"), _("Priority"), _("Customer"), _("Service"), _("Owner"),
        _("Team"), _("Assignee"), _("Channel"), _("Opened"), _("Resolved"), _("Closed"), _("Reopened"),
        _("Team changes"),
    ]  # fmt: skip


def _row(ticket: Ticket) -> list[object]:
    names = (ticket.requester, ticket.service, ticket.owner, ticket.team, ticket.assignee)
    requester, service, owner, team, assignee = ("" if one is None else one.name for one in names)
    opened, resolved, closed = (
        "" if at is None else at.isoformat() for at in (ticket.opened_at, ticket.resolved_at, ticket.closed_at)
    )
    return [
        ticket.reference, ticket.subject, ticket.sort, ticket.state, ticket.priority or "", requester, service, owner,
        team, assignee, ticket.channel or "", opened, resolved, closed, ticket.reopen_count, ticket.team_change_count,
    ]  # fmt: skip
