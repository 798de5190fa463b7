"""Absences that are not over: who is away now, and who will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from trifecta.staff import absences
from trifecta.staff.models import Absence, Agent, Membership, Role
from trifecta.tickets.models import Ticket

SEE_ALL = {Role.LEADER, Role.ADMIN, Role.AUDITOR}


@dataclass(frozen=True, slots=True)
class Line:
    """owned_count: open tickets that they own, of those that the reader may see."""

    absence: Absence
    is_now: bool
    may_end: bool
    owned_count: int


def read(by: Agent, *, at: datetime) -> list[Line]:
    """Those who are away first; four queries."""
    found = list(seen_by(by).filter(Q(until_at=None) | Q(until_at__gt=at)).order_by("from_at", "pk"))
    may = set(absences.planned_by(by).values_list("pk", flat=True)) if not by.only_reads else set()
    away = [one.agent_id for one in found]
    open_tickets = Ticket.objects.visible_to(by).open().filter(owner__in=away)
    owned = dict(open_tickets.values_list("owner").annotate(count=Count("pk")).order_by())
    return [
        Line(one, is_now=one.from_at <= at, may_end=one.agent_id in may, owned_count=owned.get(one.agent_id, 0))
        for one in found
    ]


def seen_by(by: Agent) -> QuerySet[Absence]:
    """One's own and those of one's teams; all of them for who looks after all."""
    rows = Absence.objects.select_related("agent", "backup")
    if by.role in SEE_ALL:
        return rows
    mates = Membership.objects.filter(team__in=by.teams.values("pk")).values("agent")
    return rows.filter(Q(agent=by) | Q(agent__in=mates))
