"""
When an incident was solved, closed and opened again.

The incident table keeps only the latest of each time; the activities keep the earlier ones. A closing counts when it
is the last one before a reopening, or the table's own: others are closings of interactions that hang on the incident.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from trifecta.base.ids import Code, TeamId
from trifecta.importers.hpsm.incidents import Incident
from trifecta.importers.hpsm.moments import Moment
from trifecta.tickets.events import flow

_SAME = timedelta(seconds=60)


class Turn(NamedTuple):
    """A step of the life cycle."""

    at: datetime
    event: flow.Reopened | flow.Resolved | flow.Closed


class _Cycle(NamedTuple):
    """From the opening or a reopening (inclusive) to the next one (exclusive)."""

    since: datetime
    until: datetime | None

    def holds(self, at: datetime | None) -> bool:
        return at is not None and self.since <= at and (self.until is None or at < self.until)


def turns(incident: Incident, moments: Sequence[Moment]) -> list[Turn]:
    """All steps in the order of time."""
    reopenings = _reopenings(incident, moments)
    told: list[Turn] = []
    is_finished = True
    for number, cycle in enumerate(_cycles(incident.opened_at, reopenings)):
        if number and is_finished:
            told.append(Turn(cycle.since, flow.Reopened()))
        ending = list(_ending(incident, [moment for moment in moments if cycle.holds(moment.at)], cycle))
        # The first reopening is believed even when the closing before it is older than the export's activities.
        is_finished = bool(ending) or number == 0
        told += ending
    return told


def _reopenings(incident: Incident, moments: Sequence[Moment]) -> list[datetime]:
    """The activities' reopenings, and the table's; where the two mean the same one, the table's instant counts."""
    told = [moment.at for moment in moments if "Reopen" in moment.sorts]
    own = incident.reopened_at
    if own is None:
        return told
    return sorted([*(at for at in told if not _is_same(at, own)), own])


def _cycles(opened_at: datetime, reopenings: Sequence[datetime]) -> Iterator[_Cycle]:
    starts = [opened_at, *reopenings]
    for since, until in zip(starts, [*reopenings, None], strict=True):
        yield _Cycle(since, until)


def _ending(incident: Incident, moments: Sequence[Moment], cycle: _Cycle) -> Iterator[Turn]:
    """How one cycle ended: the claims that it is solved, then the closing."""
    is_own = cycle.holds(incident.closed_at)
    closings = [moment for moment in moments if "Closed" in moment.sorts]
    closed_at = incident.closed_at if is_own else closings[-1].at if closings else None
    team = _solver(closings, closed_at)
    claims = [moment.at for moment in moments if "Resolved" in moment.sorts and _is_before(moment.at, closed_at)]
    # A closing that was reopened had claimed a solution; the table's own closing without its time has not.
    latest = incident.resolved_at if is_own else None if claims else closed_at
    for at in claims:
        if latest is None or not _is_same(at, latest):
            yield Turn(at, flow.Resolved())
    if latest is not None:
        yield Turn(latest, flow.Resolved(code=Code(incident.code) if is_own and incident.code else None, team=team))
    if closed_at is not None:
        yield Turn(closed_at, flow.Closed())


def _solver(closings: Sequence[Moment], closed_at: datetime | None) -> TeamId | None:
    """The team of the person who closed it."""
    near = [moment.team for moment in closings if closed_at is not None and _is_same(moment.at, closed_at)]
    return near[0] if near else None


def _is_before(at: datetime, closed_at: datetime | None) -> bool:
    return closed_at is None or at <= closed_at


def _is_same(one: datetime, other: datetime) -> bool:
    return abs(one - other) <= _SAME
