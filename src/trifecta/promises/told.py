"""Promises of which only a source told: when they began, what came of them. Nothing of them is computed. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence

from trifecta.base.entries import Entry
from trifecta.base.worktime import zones
from trifecta.promises.events import PromiseBroken, PromiseMet, PromiseStarted
from trifecta.promises.results import Outcome, Run, State

SOURCE = "importer:"


def told_runs(story: Sequence[Entry], *, known: Container[str]) -> list[Run]:
    """One run of each promise that the book does not know."""
    began: dict[str, Entry] = {}
    ended: dict[str, Entry] = {}
    for entry in story:
        event = entry.event
        if not isinstance(event, PromiseStarted | PromiseMet | PromiseBroken) or not entry.actor.startswith(SOURCE):
            continue
        if event.promise not in known:
            (began if isinstance(event, PromiseStarted) else ended).setdefault(event.promise, entry)
    return [_run(promise, entry, ended.get(promise)) for promise, entry in began.items()]


def _run(promise: str, began: Entry, ended: Entry | None) -> Run:
    started = began.event
    assert isinstance(started, PromiseStarted)
    is_broken = ended is not None and isinstance(ended.event, PromiseBroken)
    told_at = zones.epoch_s(ended.happened_at) if ended else None
    return Run(
        promise=promise,
        subject="",
        number=1,
        terms=None,
        state=State.RUNNING if ended is None else State.ENDED,
        outcome=None if ended is None else Outcome.BROKEN if is_broken else Outcome.MET,
        reason="",
        started=zones.epoch_s(began.happened_at),
        due=zones.epoch_s(started.due_at) if started.due_at else None,
        broken=told_at if is_broken else None,
        ended=told_at,
        ahead=None,
        target_s=None,
        spent_s=0,
        paused_s=0,
        is_named=started.due_at is not None,
        holder=None,
        passed=(),
        stretches=(),
        unknown=None,
        hours=None,
    )
