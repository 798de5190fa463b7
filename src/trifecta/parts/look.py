"""How someone looks at numbers: by which period, up to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from trifecta.metrics.answer import PERIODS
from trifecta.parts import addresses, periods
from trifecta.parts.addresses import AddressRefused

DEFAULT = "month"


@dataclass(frozen=True, slots=True)
class Wall:
    """What the desk's own wall says; first_on, latest_on: when something was opened first and happened last."""

    now: datetime
    today: date
    latest_on: date | None = None
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """
    today: the date at the desk; until: the day before which one looks, None for now.

    ended_on: the last day on which anything happened, where one looks back from there unasked;
    began_on, latest_on: the first and the last day of which anything is known
    """

    period: str
    now: datetime
    today: date
    until: date | None = None
    ended_on: date | None = None
    began_on: date | None = None
    latest_on: date | None = None

    @property
    def on(self) -> date:
        """The date from which one looks back."""
        return self.until or self.today

    @property
    def since(self) -> date:
        return periods.back(self.on, self.period, periods.SHOWN[self.period])

    @property
    def last(self) -> date:
        """The first day of the last period in sight."""
        return periods.first_day(self.on - timedelta(days=1) if self.until else self.today, self.period)

    @property
    def earlier(self) -> date:
        """Until when one looks a step earlier: the first step back from now leaves out what still runs."""
        return self.last

    @property
    def later(self) -> date | None:
        """Until when one looks a step later; None is now."""
        following = periods.following(self.on, self.period)
        return following if self.until and following <= self.today else None


def back(period: str, wall: Wall, *, until: date | None = None) -> Look:
    """
    From now, from an earlier day, or from the end of a history that ended long ago: its last period is whole.

    >>> wall = Wall(datetime(2026, 11, 22), date(2026, 11, 22), latest_on=date(2017, 2, 18))
    >>> brought_in = back("month", wall)
    >>> brought_in.since.isoformat(), brought_in.until.isoformat()
    ('2016-02-01', '2017-03-01')
    """
    known = {"began_on": wall.first_on, "latest_on": wall.latest_on}
    if until is not None and until <= wall.today:
        return Look(period, wall.now, wall.today, periods.first_day(until, period), **known)
    look = Look(period, wall.now, wall.today, **known)
    if wall.latest_on is None or wall.latest_on >= look.since:
        return look
    after = periods.following(periods.first_day(wall.latest_on, period), period)
    return Look(period, wall.now, wall.today, after, wall.latest_on, **known)


def read(asked: Mapping[str, str], wall: Wall) -> Look:
    """As an address asks. Raises AddressRefused."""
    return back(period_of(asked.get("period")), wall, until=addresses.day(asked.get("until")))


def period_of(asked: str | None) -> str:
    """Raises AddressRefused."""
    period = asked or DEFAULT
    if period not in PERIODS:
        raise AddressRefused(_("There is no period “%(text)s”; it is day, week, month or quarter.") % {"text": period})
    return period


def address(period: str, until: date | None) -> str:
    """
    What `read` reads again.

    >>> address("month", None), address("week", date(2026, 11, 16))
    ('?period=month', '?period=week&until=2026-11-16')
    """
    return f"?{urlencode({'period': period, **({'until': until} if until else {})})}"
