"""By when a promise would be due had nobody in person said otherwise: what the terms give, or the ticket's source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trifecta.base.entries import Entry
from trifecta.base.worktime import arithmetic, zones
from trifecta.base.worktime.errors import CannotCompute
from trifecta.promises import keeping
from trifecta.promises.clocks.results import Run
from trifecta.promises.events import PromiseStarted
from trifecta.promises.loading import InForce

PERSON = "staff:"


def due_at(entries: Sequence[Entry], promise: str, *, at: datetime, force: InForce) -> datetime | None:
    """None where neither terms nor source give any."""
    told = [entry for entry in entries if not _names(entry, promise) or not entry.actor.startswith(PERSON)]
    return _due_at(told, promise, at=at, force=force)


def due_by_terms(entries: Sequence[Entry], promise: str, *, at: datetime, force: InForce) -> datetime | None:
    """None where the terms give none."""
    return _due_at([entry for entry in entries if not _names(entry, promise)], promise, at=at, force=force)


def _names(entry: Entry, promise: str) -> bool:
    return isinstance(entry.event, PromiseStarted) and entry.event.promise == promise


def _due_at(entries: Sequence[Entry], promise: str, *, at: datetime, force: InForce) -> datetime | None:
    runs = keeping.read(entries, at=at, force=force)
    open_run = next((run for run in runs if run.is_open and (run.promise, run.subject) == (promise, "")), None)
    due = _due(open_run, zones.epoch_s(at)) if open_run else None
    return zones.at_second(due) if due is not None else None


def _due(run: Run, second: int) -> int | None:
    """Of a paused one: had it gone on from here."""
    if run.due is not None or run.hours is None or run.target_s is None:
        return run.due
    try:
        return arithmetic.reached(run.hours, second, max(run.target_s - run.spent_s, 0))
    except CannotCompute:
        return None
