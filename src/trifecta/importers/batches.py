"""
Writes histories in batches of whole ones: log entries, rows, and what is remembered, in one transaction each.

A killed import has written some batches and nothing of the next, so running it again goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, transaction

from trifecta.base.entries import Entry
from trifecta.care import history as care
from trifecta.contacts import history as contacts
from trifecta.importers import retelling
from trifecta.importers.names import NameBook, Remembered
from trifecta.importers.telling import Telling
from trifecta.log import journal
from trifecta.log.bulk import Story
from trifecta.records import history as records
from trifecta.tickets import history as tickets

Writer = Callable[[Sequence[Story]], None]
WRITE: dict[str, tuple[Writer, ...]] = {
    "ticket": (tickets.write,),
    "contact": (contacts.write,),
    "change": (records.write_changes,),
    "problem": (records.write_problems,),
    "survey": (care.write,),
}
REWRITE: dict[str, tuple[Writer, ...]] = {
    "ticket": (tickets.rewrite,),
    "contact": (contacts.rewrite,),
    "change": (records.rewrite_changes,),
    "problem": (records.rewrite_problems,),
    "survey": (care.rewrite,),
}
LINK: dict[str, tuple[Writer, ...]] = {"ticket": (records.write_links,), "contact": (tickets.write_contact_links,)}
Refused = tuple[Telling, str]


@dataclass(slots=True)
class Batches:
    """
    The writer of one run. refused: histories that the database would not take, each with the reason.

    told: new histories by sort; grown, unchanged: known histories with and without news; events: entries written;
    contradicted: known histories of which the log goes on saying something else.
    """

    names: NameBook
    recorded_at: datetime
    refused: list[Refused] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    grown: int = 0
    unchanged: int = 0
    contradicted: int = 0
    events: int = 0

    def write(self, batch: Sequence[Telling]) -> None:
        """Write a batch; when something in it is refused, the rest of it still goes in."""
        try:
            self._write(batch)
        except (DatabaseError, OverflowError, ValueError) as error:
            if len(batch) == 1:
                self.names.untold.add(batch[0].thing)
                self.refused.append((batch[0], f"it cannot be stored: {' '.join(str(error).split())}"))
                return
            middle = len(batch) // 2
            self.write(batch[:middle])
            self.write(batch[middle:])

    def _write(self, batch: Sequence[Telling]) -> None:
        news = [one for one in batch if one.thing not in self.names.digests]
        known = [one for one in batch if one.thing in self.names.digests]
        told = {one.thing: Remembered(one.key, one.digest) for one in batch}
        with transaction.atomic():
            self.names.write(told)
            fresh = [(one, _story(one)) for one in news]
            grown, contradicted = _compared(known, by=self.names.actor)
            rendered = [
                *((one.stream, 1, one.rendered) for one in news),
                *((one.stream, story.since + 1, journal.render(story.fresh())) for one, story in grown),
            ]
            events = journal.append_rendered(rendered, recorded_at=self.recorded_at)
            _write_rows(fresh, WRITE)
            _write_rows(grown, REWRITE)
            _write_rows([*fresh, *grown], LINK)
        self.names.settle(told)
        self.told.update(one.thing[0] for one in news)
        self.grown += len(grown)
        self.unchanged += len(known) - len(grown)
        self.contradicted += contradicted
        self.events += events


@dataclass(slots=True)
class Rehearsal:
    """Counts what `Batches` would write, and writes nothing."""

    names: NameBook
    refused: list[Refused] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    grown: int = 0
    unchanged: int = 0
    contradicted: int = 0
    events: int = 0

    def write(self, batch: Sequence[Telling]) -> None:
        news = [one for one in batch if one.thing not in self.names.digests]
        known = [one for one in batch if one.thing in self.names.digests]
        grown, contradicted = _compared(known, by=self.names.actor)
        self.told.update(one.thing[0] for one in news)
        self.grown += len(grown)
        self.unchanged += len(known) - len(grown)
        self.contradicted += contradicted
        self.events += sum(len(one.history.told) for one in news)
        self.events += sum(len(story.fresh()) for _, story in grown)


Ready = tuple[Telling, Story]


def _story(telling: Telling) -> Story:
    words = {seq: words for seq, (_, _, _, words) in enumerate(telling.history.told, 1) if words}
    return Story(telling.id, _title(telling), telling.entries, words)


def _title(telling: Telling) -> str:
    title = " ".join(telling.history.title.split())
    return title if len(title) <= 250 else title[:249] + "…"


def _compared(known: Sequence[Telling], by: str) -> tuple[list[Ready], int]:
    """Known histories with what they add to their streams, without those that add nothing; how many contradict it."""
    streams = dict(journal.read_many([one.stream for one in known])) if known else {}
    grown, contradicted = [], 0
    for telling in known:
        there, told = streams[telling.stream], telling.history.told
        fresh = retelling.additions(telling.thing[0], told, there, by=by)
        contradicted += retelling.is_contradicted(told, there, fresh)
        if fresh:
            since = there[-1].seq
            added = [Entry(seq, at, actor, event) for seq, (at, actor, event, _) in enumerate(fresh, since + 1)]
            words = {seq: words for seq, (_, _, _, words) in enumerate(fresh, since + 1) if words}
            grown.append((telling, Story(telling.id, _title(telling), [*there, *added], words, since)))
    return grown, contradicted


def _write_rows(ready: Sequence[Ready], writers: dict[str, tuple[Writer, ...]]) -> None:
    by_sort: dict[str, list[Story]] = {}
    for telling, story in ready:
        by_sort.setdefault(telling.thing[0], []).append(story)
    for sort, stories in by_sort.items():
        for write in writers.get(sort, ()):
            write(stories)
