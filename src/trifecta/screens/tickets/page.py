"""One page of tickets: fifty rows, a capped count, and the ways on and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from trifecta.screens.tickets.filters import Chosen
from trifecta.tickets.models import Ticket

PER_PAGE = 50
MOST_COUNTED = 10_000
COLUMNS = {"newest": ("opened_at", True), "oldest": ("opened_at", False), "touched": ("updated_at", True)}
_CURSOR = re.compile(r"(?P<at>[0-9TZ:.\-]{10,32})_(?P<id>[0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Page:
    """newer, older: cursors, empty where there is nothing more. count: capped at MOST_COUNTED."""

    tickets: list[Ticket]
    count: int
    is_capped: bool
    newer: str
    older: str


def read(chosen: Chosen, *, after: str = "", before: str = "") -> Page:
    """Two queries whatever the size: the rows by keyset, the count up to the cap."""
    found = chosen.apply(Ticket.objects.visible_to(chosen.agent))
    column, is_descending = COLUMNS[chosen.order]
    backward = bool(before) and not after
    cursor = _CURSOR.fullmatch(before if backward else after)
    rows = found.order_by(*_order(column, is_descending=is_descending != backward))
    if cursor:
        rows = rows.filter(_beyond(column, cursor, is_descending=is_descending != backward))
    tickets = list(_columns(rows)[: PER_PAGE + 1])
    has_more = len(tickets) > PER_PAGE
    tickets = tickets[:PER_PAGE][:: -1 if backward else 1]
    count = found.order_by()[: MOST_COUNTED + 1].count()
    return Page(
        tickets=tickets,
        count=min(count, MOST_COUNTED),
        is_capped=count > MOST_COUNTED,
        newer=_cursor(tickets[0], column) if tickets and (cursor if not backward else has_more) else "",
        older=_cursor(tickets[-1], column) if tickets and (has_more or backward) else "",
    )


def every(chosen: Chosen) -> QuerySet[Ticket]:
    """All of them in order, for the export; iterate in chunks."""
    found = chosen.apply(Ticket.objects.visible_to(chosen.agent))
    column, is_descending = COLUMNS[chosen.order]
    return _columns(found.order_by(*_order(column, is_descending=is_descending)))


def _order(column: str, *, is_descending: bool) -> tuple[str, str]:
    sign = "-" if is_descending else ""
    return f"{sign}{column}", f"{sign}id"


def _beyond(column: str, cursor: re.Match[str], *, is_descending: bool) -> Q:
    try:
        at = datetime.fromisoformat(cursor["at"])
    except ValueError:
        return Q()
    side = "lt" if is_descending else "gt"
    # The first condition is implied by the second; it lets the database start inside the index.
    return Q(**{f"{column}__{side}e": at}) & (
        Q(**{f"{column}__{side}": at}) | Q(**{column: at, f"id__{side}": int(cursor["id"])})
    )


def _cursor(ticket: Ticket, column: str) -> str:
    at: datetime = getattr(ticket, column)
    return f"{at.isoformat().replace('+00:00', 'Z')}_{ticket.pk}"


def _columns(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    named = ("requester", "owner", "team", "assignee", "service")
    return tickets.select_related(*named).only(
        "sort", "state", "subject", "priority", "channel", "waiting_on", "opened_at", "updated_at", "resolved_at",
        "closed_at", "offered_at", "reopen_count", "team_change_count", *(f"{name}__name" for name in named),
        "owner__is_placeholder", "assignee__is_placeholder",
    )  # fmt: skip
