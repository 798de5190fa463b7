"""The next deadline of each ticket of a page, and the order by it: rows of clocks, nothing is counted anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from trifecta.parts.clocks import face, standing
from trifecta.parts.clocks.face import Face
from trifecta.promises.loading import in_force
from trifecta.promises.models import Clock
from trifecta.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Of each ticket that has an open clock the one that is due first; else one that is paused."""

    by_ticket: dict[int, Face]

    def due_at(self, ticket: Ticket) -> datetime | None:
        found = self.by_ticket.get(ticket.pk)
        return found.due_at if found else None


def of(tickets: Collection[Ticket], *, at: datetime) -> Deadlines:
    """Three queries, one of them for the clocks."""
    clocks = Clock.objects.open().filter(ticket__in=[ticket.pk for ticket in tickets]).exclude(state="away")
    first: dict[int, Clock] = {}
    for clock in clocks.select_related("team").order_by("-due_at", "-pk"):
        known = first.get(clock.ticket_id)
        if known is None or clock.due_at is not None:
            first[clock.ticket_id] = clock
    warning = standing.warning(in_force(at=at).versions) if first else frozenset[str]()
    return Deadlines({number: face.face(clock, at=at, warning=warning) for number, clock in first.items()})


def first_due(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Those that have a `deadline`, each joined once with the clock that is due first."""
    joined = tickets.annotate(deadline=F("clocks__due_at"), clock=F("clocks__pk"), clock_is_open=F("clocks__is_open"))
    earlier = Q(due_at__lt=OuterRef("deadline")) | Q(due_at=OuterRef("deadline"), pk__lt=OuterRef("clock"))
    sooner = Clock.objects.filter(earlier, ticket=OuterRef("pk"), is_open=True)
    return joined.filter(~Exists(sooner), clock_is_open=True, deadline__isnull=False)


def narrowed(how: str, *, at: datetime) -> Exists:
    """A condition on tickets; how: risk, broken or paused."""
    clocks = Clock.objects.filter(ticket=OuterRef("pk"))
    match how:
        case "risk":
            found = standing.at_risk(at, warning=standing.warning(in_force(at=at).versions))
        case "broken":
            found = standing.broken(at)
        case _:
            found = standing.paused()
    return Exists(clocks.filter(found))
