"""The date at the desk, which decides in which period a number lies."""

from __future__ import annotations

from datetime import date, datetime

from trifecta.base.worktime import zones
from trifecta.preferences.models import Desk


def today(now: datetime) -> date:
    """The date on the desk's own wall."""
    desk = Desk.objects.first()
    return now.astimezone(zones.zone(desk.zone)).date() if desk else now.date()
