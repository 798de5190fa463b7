"""What business time refuses and what it can't compute, each in one sentence that a page can translate."""

from __future__ import annotations

from trifecta.base.errors import Spoken


class CalendarRefused(Spoken):
    """The calendar contradicts itself or could never be worked by."""


class UnknownZone(CalendarRefused):
    """No time zone of this name exists."""


class CannotCompute(Spoken):
    """There is no true answer; a clock that meets this says so instead of guessing."""


class BeyondHorizon(CannotCompute):
    """The instant lies where the calendar is not settled."""


class NeverReached(CannotCompute):
    """The settled calendar ends before that much business time has been worked."""


class NeverOpen(CannotCompute):
    """The calendar has no open time at all."""
