"""All clocks of a ticket at an instant."""

from __future__ import annotations

from collections.abc import Iterable

from trifecta.base.entries import Entry
from trifecta.promises.tests.reference.reading import Reading, read
from trifecta.promises.tests.reference.story import moments
from trifecta.promises.tests.reference.telling import Telling, subjects_of
from trifecta.promises.tests.reference.told import told_by_sources
from trifecta.promises.tests.reference.world import Version, World


def read_all(entries: Iterable[Entry], versions: Iterable[Version], world: World, *, at: int) -> list[Reading]:
    """Every run of every promise that any version of the book knows, and what sources told."""
    versions = list(versions)
    told = moments(entries, versions, world, at=at)
    if not told:
        return []
    known = {terms.promise: terms.per for version in versions for terms in version.book.terms}
    readings = []
    for promise, per in known.items():
        for subject in subjects_of(per, told):
            telling = Telling(promise, subject, world, told)
            telling.tell(len(told))
            shown = [run for run in telling.runs if not run.hidden]
            readings += [read(run, number=number, told=told, at=at) for number, run in enumerate(shown, start=1)]
    return readings + told_by_sources(told)
