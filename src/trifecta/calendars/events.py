"""What may happen to a calendar."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import Code
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_


@kind("calendar.revised", N_("{actor} set version {version} of the opening hours"))
class CalendarRevised(Event):
    """A version of other hours holds from now on; open clocks are computed anew by it."""

    version: int
    zone: Code


@kind("calendar.extended", N_("{actor} settled version {version} of the opening hours until {settled_until_at}"))
class CalendarExtended(Event):
    """What could not be computed beyond the old horizon can be now."""

    version: int
    settled_until_at: datetime


@kind("calendar.made_default", N_("{actor} made these opening hours the desk's own"))
class CalendarMadeDefault(Event):
    """They hold where nothing says otherwise."""
