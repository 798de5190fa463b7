"""What the tests of this package share: a quick calendar, who acts, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime

from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar

LEAD = System("staff:4")
# Three years before the days that the tests ask about, so that little needs to be settled.
NOW = datetime(2023, 11, 22, 10, tzinfo=UTC)
FROM_ON, UNTIL_ON = date(2026, 6, 1), date(2026, 12, 31)
BERLIN = office_hours("Europe/Berlin", "09:00-17:00")


def make_calendar(name="Office", *, hours=BERLIN, **given):
    return create_calendar(name=name, hours=hours, from_on=FROM_ON, by=LEAD, at=NOW, **given)
