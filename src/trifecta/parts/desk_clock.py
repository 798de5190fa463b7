"""The date at the desk, which decides in which period a number lies."""

from __future__ import annotations

from datetime import date, datetime

from trifecta.base.worktime import zones
from trifecta.parts.look import Wall
from trifecta.preferences.models import Desk
from trifecta.tickets.models import Ticket


def wall(now: datetime) -> Wall:
    """What the desk's own wall says."""
    desk = Desk.objects.first()
    latest_at = Ticket.objects.order_by("-updated_at", "-pk").values_list("updated_at", flat=True).first()
    first_at = Ticket.objects.order_by("opened_at", "pk").values_list("opened_at", flat=True).first()
    latest_on, first_on = (at and _date(at, desk) for at in (latest_at, first_at))
    return Wall(now, _date(now, desk), latest_on, first_on)


def _date(at: datetime, desk: Desk | None) -> date:
    return at.astimezone(zones.zone(desk.zone)).date() if desk else at.date()
