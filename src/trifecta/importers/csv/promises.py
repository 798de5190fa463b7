"""A foreign deadline becomes a promise: kept, broken or still running at the time of the export."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.promises.events import PromiseBroken, PromiseMet, PromiseStarted

RESOLUTION = Code("resolution")


def started(due_at: datetime) -> PromiseStarted:
    return PromiseStarted(promise=RESOLUTION, due_at=due_at)


def outcome(
    due_at: datetime, *, opened_at: datetime, done_at: datetime | None, as_of: datetime
) -> tuple[datetime, Event] | None:
    """
    When the promise was kept or broken; None while it runs.

    as_of: the latest instant the export tells of, which is as late as it can know. A promise is broken at the moment
    its deadline passes; one that was due before the opening, at the opening.
    """
    if done_at is not None and done_at <= due_at:
        return done_at, PromiseMet(promise=RESOLUTION)
    if done_at is not None or due_at <= as_of:
        return max(due_at, opened_at), PromiseBroken(promise=RESOLUTION)
    return None
