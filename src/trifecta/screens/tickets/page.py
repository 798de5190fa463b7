"""One page of tickets: fifty rows, a capped count, and the ways on and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from trifecta.screens.tickets.filters import Chosen
from trifecta.staff.models import Agent
from trifecta.tickets.models import Ticket

PER_PAGE = 50
MOST_COUNTED = 10_000
COLUMNS = {"newest": ("opened_at", True), "oldest": ("opened_at", False), "touched": ("updated_at", True)}
_CURSOR = re.compile(r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z)_(?P<id>\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the order: the row that ends the page before; its instant may be shared by others."""

    at: datetime
    row_id: int

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """None for what is no cursor: the list then begins at its beginning."""
        match = _CURSOR.fullmatch(text)
        try:
            return cls(datetime.fromisoformat(match["at"]), int(match["id"])) if match else None
        except ValueError:
            return None

    @classmethod
    def of(cls, ticket: Ticket, column: str) -> Cursor:
        return cls(getattr(ticket, column), ticket.pk)

    def __str__(self) -> str:
        return f"{self.at.isoformat().replace('+00:00', 'Z')}_{self.row_id}"


@dataclass(frozen=True, slots=True)
class Page:
    """newer, older: cursors, empty where there is nothing more. count: capped at MOST_COUNTED."""

    tickets: list[Ticket]
    count: int
    is_capped: bool
    newer: str
    older: str


def read(chosen: Chosen, *, after: str = "", before: str = "") -> Page:
    """
    The page after or before a cursor, or the first one where that is none or leads beyond the list.

    Three queries at most, whatever the size: the ids by keyset, their rows, the count up to the cap. Two more where the
    list must begin anew.
    """
    forward, backward = Cursor.parse(after), Cursor.parse(before)
    cursor, is_backward = forward or backward, bool(backward and not forward)
    seen = found(chosen)
    tickets, has_more = _rows(seen, cursor, order=chosen.order, is_backward=is_backward)
    column = COLUMNS[chosen.order][0]
    if cursor and (not tickets or (is_backward and len(tickets) < PER_PAGE)):
        return read(chosen)
    is_whole = not cursor and not has_more
    count = len(tickets) if is_whole else seen[: MOST_COUNTED + 1].count()
    return Page(
        tickets=tickets,
        count=min(count, MOST_COUNTED),
        is_capped=count > MOST_COUNTED,
        newer=str(Cursor.of(tickets[0], column)) if (has_more if is_backward else cursor) else "",
        older=str(Cursor.of(tickets[-1], column)) if has_more or is_backward else "",
    )


def found(chosen: Chosen) -> QuerySet[Ticket]:
    """All that the reader may see of what was asked for, in no order."""
    return chosen.apply(Ticket.objects.visible_to(chosen.agent))


def numbers(
    seen: QuerySet[Ticket], *, order: str, beyond: Cursor | None = None, is_backward: bool = False
) -> QuerySet[Ticket, int]:
    """Their ids in order, or backward; nothing else is read, so that an index alone can answer."""
    column, is_descending = COLUMNS[order]
    descends = is_descending != is_backward
    rows = seen.order_by(*_order(column, is_descending=descends))
    if beyond:
        rows = rows.filter(_beyond(column, beyond, is_descending=descends))
    return rows.values_list("pk", flat=True)


def _rows(seen: QuerySet[Ticket], cursor: Cursor | None, *, order: str, is_backward: bool) -> tuple[list[Ticket], bool]:
    """The rows of the page in the list's order, and whether more lie beyond in the direction that was taken."""
    asked = list(numbers(seen, order=order, beyond=cursor, is_backward=is_backward)[: PER_PAGE + 1])
    shown = asked[:PER_PAGE][:: -1 if is_backward else 1]
    rows = _columns(Ticket.objects.all()).in_bulk(shown)
    return [rows[number] for number in shown], len(asked) > PER_PAGE


def every(chosen: Chosen) -> QuerySet[Ticket]:
    """All of them in order, for the export; iterate in chunks."""
    column, is_descending = COLUMNS[chosen.order]
    return found(chosen).order_by(*_order(column, is_descending=is_descending))


def offers_to(agent: Agent) -> int:
    """How much work waits for one of the agent's teams to accept it."""
    return Ticket.objects.open().filter(offered_to__in=agent.teams.values("pk")).count()


def _order(column: str, *, is_descending: bool) -> tuple[str, str]:
    sign = "-" if is_descending else ""
    return f"{sign}{column}", f"{sign}id"


def _beyond(column: str, cursor: Cursor, *, is_descending: bool) -> Q:
    side = "lt" if is_descending else "gt"
    # The first condition is implied by the second; it lets the database start inside the index.
    return Q(**{f"{column}__{side}e": cursor.at}) & (
        Q(**{f"{column}__{side}": cursor.at}) | Q(**{column: cursor.at, f"id__{side}": cursor.row_id})
    )


def _columns(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    named = ("requester", "owner", "team", "assignee", "offered_to", "service")
    return tickets.select_related(*named).only(
        "sort", "state", "subject", "priority", "channel", "waiting_on", "opened_at", "updated_at", "resolved_at",
        "validated_at", "closed_at", "reopen_count", "team_change_count", *(f"{name}__name" for name in named),
        "owner__is_placeholder", "assignee__is_placeholder",
    )  # fmt: skip
