"""One page of tickets: fifty rows, a capped count, and the ways on and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from trifecta.parts import keyset
from trifecta.parts.clocks.face import Face
from trifecta.parts.keyset import MOST_COUNTED, PER_PAGE, Place
from trifecta.screens.tickets import deadlines
from trifecta.screens.tickets.deadlines import Deadlines
from trifecta.screens.tickets.filters import Chosen
from trifecta.staff.models import Agent
from trifecta.tickets.models import RANK, UNRANKED, Ticket

COLUMNS = {"newest": ("opened_at", True), "oldest": ("opened_at", False), "touched": ("updated_at", True)}
# Not columns of the ticket: its clock that is due first, and its priority with a place for those that have none.
ORDERS = {**COLUMNS, "deadline": ("deadline", False), "priority": ("rank", False)}


@dataclass(frozen=True, slots=True)
class Page:
    """
    rows: each ticket with the clock that is due first, if one is open. newer, older: cursors, empty where there is
    nothing more. count: capped at MOST_COUNTED
    """

    tickets: list[Ticket]
    rows: list[tuple[Ticket, Face | None]]
    count: int
    is_capped: bool
    newer: str
    older: str


NOTHING = Page(tickets=[], rows=[], count=0, is_capped=False, newer="", older="")


def read(chosen: Chosen, *, after: str = "", before: str = "") -> Page:
    """
    The page after or before a cursor, or the first one where that is none or leads beyond the list.

    Six queries at most, whatever the size: the ids by keyset, their rows, the count up to the cap, and three for their
    clocks. Two more where the list must begin anew.
    """
    kind = int if chosen.order == "priority" else datetime
    forward, backward = Place.parse(after, kind), Place.parse(before, kind)
    cursor, is_backward = forward or backward, bool(backward and not forward)
    seen = sortable(found(chosen), order=chosen.order)
    asked = list(numbers(seen, order=chosen.order, beyond=cursor, is_backward=is_backward)[: PER_PAGE + 1])
    shown = keyset.leaf(asked, size=PER_PAGE, is_from_place=cursor is not None, is_backward=is_backward)
    if shown is None:
        return read(chosen)
    rows = _columns(Ticket.objects.all()).in_bulk(shown.rows)
    tickets, column = [rows[number] for number in shown.rows], ORDERS[chosen.order][0]
    count = keyset.counted(seen, shown, most=MOST_COUNTED)
    due = deadlines.of(tickets, at=chosen.at)
    return Page(
        tickets=tickets,
        rows=[(ticket, due.by_ticket.get(ticket.pk)) for ticket in tickets],
        count=min(count, MOST_COUNTED),
        is_capped=count > MOST_COUNTED,
        newer=str(_place(tickets[0], column, due)) if shown.has_before else "",
        older=str(_place(tickets[-1], column, due)) if shown.has_after else "",
    )


def _place(ticket: Ticket, column: str, due: Deadlines) -> Place | str:
    if column == "rank":
        return Place(ticket.priority or UNRANKED, ticket.pk)
    at = due.due_at(ticket) if column == "deadline" else getattr(ticket, column)
    return Place(at, ticket.pk) if at else ""


def found(chosen: Chosen) -> QuerySet[Ticket]:
    """All that the reader may see of what was asked for, in no order."""
    return chosen.apply(Ticket.objects.visible_to(chosen.agent))


def sortable(seen: QuerySet[Ticket], *, order: str) -> QuerySet[Ticket]:
    """With what the order is by, where that is no column: by the next deadline only those that have one."""
    if order == "deadline":
        return deadlines.first_due(seen)
    return seen.alias(rank=RANK) if order == "priority" else seen


def numbers(
    seen: QuerySet[Ticket], *, order: str, beyond: Place | None = None, is_backward: bool = False
) -> QuerySet[Ticket, int]:
    """Their ids in order, or backward; nothing else is read, so that an index alone can answer."""
    column, is_descending = ORDERS[order]
    descends = is_descending != is_backward
    rows = seen.order_by(*_order(column, is_descending=descends))
    if beyond:
        rows = rows.filter(keyset.beyond(column, beyond.value, beyond.number, is_descending=descends))
    return rows.values_list("pk", flat=True)


def every(chosen: Chosen) -> QuerySet[Ticket]:
    """All of them in order, for the export; iterate in chunks."""
    column, is_descending = ORDERS[chosen.order]
    seen = sortable(found(chosen), order=chosen.order)
    return seen.order_by(*_order(column, is_descending=is_descending))


def offers_to(agent: Agent) -> int:
    """How much work waits for one of the agent's teams to accept it."""
    return Ticket.objects.open().filter(offered_to__in=agent.teams.values("pk")).count()


def asked_to_own(agent: Agent) -> int:
    """How many owners wait for the agent's yes or no."""
    return Ticket.objects.filter(ownership_offered_to=agent).count()


def _order(column: str, *, is_descending: bool) -> tuple[str, str]:
    sign = "-" if is_descending else ""
    return f"{sign}{column}", f"{sign}id"


def _columns(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    named = ("requester", "owner", "team", "assignee", "offered_to", "service")
    return tickets.select_related(*named).only(
        "sort", "state", "subject", "priority", "channel", "waiting_on", "opened_at", "updated_at", "resolved_at",
        "validated_at", "closed_at", "reopen_count", "team_change_count", *(f"{name}__name" for name in named),
        "owner__is_placeholder", "assignee__is_placeholder",
    )  # fmt: skip
