"""Say which opening hours are the desk's own."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.actors import Actor
from trifecta.calendars.actions.make_default import make_default
from trifecta.calendars.models import Calendar
from trifecta.staff import permits


def choose_hours(calendar: Calendar, *, by: Actor, at: datetime) -> None:
    """They hold where neither a team nor a promise has its own. Raises NotPermitted."""
    permits.require_run_desk(by)
    make_default(calendar, by=by, at=at)
