"""Promises that a source told of and the book does not know: as they were told, nothing computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trifecta.promises.tests.reference.reading import Reading
from trifecta.promises.tests.reference.story import Moment, second

SOURCE = "importer"


def told_by_sources(told: Sequence[Moment]) -> list[Reading]:
    known = {terms.promise for moment in told for terms in moment.book.terms}
    stories: dict[str, list[Moment]] = {}
    for moment in told:
        event: Any = moment.entry and moment.entry.event
        is_told = event and event.kind.startswith("promise.") and moment.entry.actor.split(":")[0] == SOURCE
        if is_told and event.promise not in known:
            stories.setdefault(event.promise, []).append(moment)
    return [_one(promise, story) for promise, story in stories.items()]


def _one(promise: str, story: Sequence[Moment]) -> Reading:
    events: list[Any] = [moment.entry.event for moment in story if moment.entry]
    due = next((second(e.due_at) for e in reversed(events) if e.kind == "promise.started" and e.due_at), None)
    ends = [m for m, e in zip(story, events, strict=True) if e.kind in {"promise.met", "promise.broken"}]
    if not ends:
        return Reading(promise, "", "", 1, story[0].at, "running", due=due)
    outcome = ends[0].entry.event.kind.removeprefix("promise.")
    broken_at = ends[0].at if outcome == "broken" else None
    return Reading(promise, "", "", 1, story[0].at, "ended", outcome, due=due, broken_at=broken_at, ended=ends[0].at)
