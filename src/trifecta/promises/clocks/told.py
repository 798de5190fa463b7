"""Promises of which only a source told: when they began, what came of them. Nothing of them is computed. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence

from trifecta.base.entries import Entry
from trifecta.base.worktime import zones
from trifecta.promises.clocks.results import Outcome, Run, State
from trifecta.promises.events import PromiseBroken, PromiseMet, PromiseStarted

SOURCE = "importer:"
TELLING = frozenset({PromiseStarted.kind, PromiseMet.kind, PromiseBroken.kind})


def told_runs(story: Sequence[Entry], *, known: Container[str]) -> list[Run]:
    """One run of each promise that the book does not know."""
    told: dict[str, list[Entry]] = {}
    for entry in story:
        event = entry.event
        if event.kind not in TELLING or not entry.actor.startswith(SOURCE):
            continue
        assert isinstance(event, PromiseStarted | PromiseMet | PromiseBroken)
        if event.promise not in known:
            told.setdefault(event.promise, []).append(entry)
    return [_run(promise, entries) for promise, entries in told.items()]


def _run(promise: str, entries: Sequence[Entry]) -> Run:
    named = [entry.event.due_at for entry in entries if isinstance(entry.event, PromiseStarted) and entry.event.due_at]
    ended = next((entry for entry in entries if not isinstance(entry.event, PromiseStarted)), None)
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
        started=zones.epoch_s(entries[0].happened_at),
        due=zones.epoch_s(named[-1]) if named else None,
        broken=told_at if is_broken else None,
        ended=told_at,
        ahead=None,
        target_s=None,
        spent_s=0,
        paused_s=0,
        is_named=bool(named),
        holder=None,
        passed=(),
        stretches=(),
        unknown=None,
        hours=None,
    )
