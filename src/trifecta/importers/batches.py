"""
Writes histories in batches of whole ones: log entries, rows, and what is remembered, in one transaction each.

A killed import has written some batches and nothing of the next, so running it again goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from trifecta.base.entries import Entry
from trifecta.care import history as care
from trifecta.contacts import history as contacts
from trifecta.importers import forgetting, retelling
from trifecta.importers.met import Met
from trifecta.importers.names import NameBook
from trifecta.importers.scribe import Scribe
from trifecta.importers.telling import Telling
from trifecta.log import journal
from trifecta.log.bulk import Story
from trifecta.log.sheet import Sheet
from trifecta.records import history as records
from trifecta.tickets import history as tickets

Writer = Callable[[Sequence[Story], Sheet], None]
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
class Tally:
    """
    What an import has done. refused: histories that the database would not take, each with the reason.

    told: new histories by sort; grown, unchanged: known histories with and without news; events: entries written;
    contradicted: known histories of which the log goes on saying something else.
    """

    refused: list[Refused] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    grown: int = 0
    unchanged: int = 0
    contradicted: int = 0
    events: int = 0

    def add(self, other: Tally) -> None:
        self.told.update(other.told)
        self.grown += other.grown
        self.unchanged += other.unchanged
        self.contradicted += other.contradicted
        self.events += other.events


@dataclass(slots=True)
class _UnderWay:
    """A batch that is being written, and what it will have done."""

    batch: Sequence[Telling]
    tally: Tally


class Batches:
    """The writer of one run. A batch is under way until the next one comes, or the end."""

    def __init__(self, names: NameBook, recorded_at: datetime, scribe: Scribe) -> None:
        self.tally = Tally()
        self._names, self._recorded_at, self._scribe = names, recorded_at, scribe
        self._met = names.take_met()
        self._erased = names.erased_customers
        self._under_way: _UnderWay | None = None

    def write(self, batch: Sequence[Telling]) -> None:
        """Begin to write a batch, when the one before is in; when something is refused, the rest still goes in."""
        self.end()
        self._met = self._met.then(self._names.take_met())
        self._begin(batch)

    def end(self) -> None:
        """Wait for the batch under way."""
        if self._under_way is None:
            return
        under_way, self._under_way = self._under_way, None
        if reason := self._scribe.outcome():
            self._divide(under_way.batch, reason)
            return
        self._met = Met(self._met.desk)
        self.tally.add(under_way.tally)

    def _begin(self, batch: Sequence[Telling]) -> None:
        try:
            sheet, under_way = self._sheet(batch)
        except (OverflowError, ValueError) as error:
            self._divide(batch, " ".join(str(error).split()))
            return
        self._scribe.begin(sheet)
        self._under_way = under_way

    def _divide(self, batch: Sequence[Telling], reason: str) -> None:
        """Halves until what is refused stands alone."""
        if len(batch) == 1:
            self._names.untold.add(batch[0].thing)
            self.tally.refused.append((batch[0], f"it cannot be stored: {reason}"))
            return
        middle = len(batch) // 2
        for half in (batch[:middle], batch[middle:]):
            self._begin(half)
            self.end()

    def _sheet(self, batch: Sequence[Telling]) -> tuple[Sheet, _UnderWay]:
        news, grown, tally = _sorted_out(batch, self._names)
        fresh = [(one, _story(one, self._erased)) for one in news]
        rendered = [
            *((one.stream, 1, one.remembered.rendered) for one in news),
            *((one.stream, story.since + 1, journal.render(story.fresh())) for one, story in grown),
        ]
        sheet = Sheet()
        self._met.write({one.thing: one.remembered for one in batch}, sheet)
        journal.add_history(sheet, rendered, recorded_at=self._recorded_at)
        _add_rows(fresh, WRITE, sheet)
        _add_rows(grown, REWRITE, sheet)
        _add_rows([*fresh, *grown], LINK, sheet)
        return sheet, _UnderWay(batch, tally)


class Rehearsal:
    """Counts what `Batches` would write, and writes nothing."""

    def __init__(self, names: NameBook) -> None:
        self.tally = Tally()
        self._names = names

    def write(self, batch: Sequence[Telling]) -> None:
        self.tally.add(_sorted_out(batch, self._names)[2])

    def end(self) -> None:
        """Nothing is under way."""


Ready = tuple[Telling, Story]


def _sorted_out(batch: Sequence[Telling], names: NameBook) -> tuple[list[Telling], list[Ready], Tally]:
    """New histories, known ones with news, and what it will have done to write them."""
    news = [one for one in batch if one.thing not in names.digests]
    known = [one for one in batch if one.thing in names.digests]
    grown, contradicted = _compared(known, by=names.actor, erased=names.erased_customers)
    tally = Tally(
        told=Counter(one.thing[0] for one in news),
        grown=len(grown),
        unchanged=len(known) - len(grown),
        contradicted=contradicted,
        events=sum(len(one.entries) for one in news) + sum(len(story.fresh()) for _, story in grown),
    )
    return news, grown, tally


def _story(telling: Telling, erased: Collection[int]) -> Story:
    if forgetting.is_about(telling.entries, erased):
        return Story(telling.id, "", telling.entries, {})
    words = {seq: words for seq, (_, _, _, words) in enumerate(telling.history.told, 1) if words}
    return Story(telling.id, _title(telling), telling.entries, words)


def _title(telling: Telling) -> str:
    title = " ".join(telling.history.title.split())
    return title if len(title) <= 250 else title[:249] + "…"


def _compared(known: Sequence[Telling], *, by: str, erased: Collection[int]) -> tuple[list[Ready], int]:
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
            words = {} if forgetting.is_about(there, erased) else words
            grown.append((telling, Story(telling.id, _title(telling), [*there, *added], words, since)))
    return grown, contradicted


def _add_rows(ready: Sequence[Ready], writers: dict[str, tuple[Writer, ...]], sheet: Sheet) -> None:
    by_sort: dict[str, list[Story]] = {}
    for telling, story in ready:
        by_sort.setdefault(telling.thing[0], []).append(story)
    for sort, stories in by_sort.items():
        for write in writers.get(sort, ()):
            write(stories, sheet)
