"""All clocks of a ticket at an instant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trifecta.base.entries import Entry
from trifecta.promises.tests.reference.reading import Reading, read
from trifecta.promises.tests.reference.story import moments
from trifecta.promises.tests.reference.telling import Telling
from trifecta.promises.tests.reference.told import told_by_sources
from trifecta.promises.tests.reference.world import Version, World


def read_all(entries: Iterable[Entry], versions: Iterable[Version], world: World, *, at: int) -> list[Reading]:
    """Every run of every promise that any version of the book knows, and what sources told."""
    versions = list(versions)
    told = moments(entries, versions, world, at=at)
    if not told:
        return []
    promises = dict.fromkeys(terms.promise for version in versions for terms in version.book.terms)
    readings = []
    for promise in promises:
        telling = Telling(promise, world, told)
        telling.tell(len(told))
        numbers: Counter[int | str] = Counter()
        for run in telling.runs:
            if not run.hidden:
                numbers[run.subject] += 1
                readings.append(read(run, number=numbers[run.subject], told=told, at=at))
    return readings + told_by_sources(told)
