"""A history, ready to be written: which thing it is about, what it leans on, and a digest to know it by again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trifecta.base import kinds
from trifecta.base.entries import Entry
from trifecta.care.events import SurveySent
from trifecta.contacts.events import ContactRecorded
from trifecta.importers.contract import History
from trifecta.importers.met import Remembered, Thing
from trifecta.importers.names import NameBook, fitting
from trifecta.importers.numbers import HISTORIES
from trifecta.log.journal import rendering
from trifecta.records.events import ChangeRecorded, ProblemOpened
from trifecta.tickets.events.flow import Opened
from trifecta.tickets.events.structure import Linked, Merged

BEGINNINGS: dict[str, type[kinds.Event]] = {
    "ticket": Opened,
    "contact": ContactRecorded,
    "change": ChangeRecorded,
    "problem": ProblemOpened,
    "survey": SurveySent,
}
_LEANING = frozenset({ContactRecorded, Linked, Merged, SurveySent})


class NoBeginning(ValueError):
    """A history that never says when its thing began; the message is a reason for the rejects file."""


@dataclass(slots=True)
class Telling:
    """
    One history of this run.

    leans_on: other things whose rows must be there, or come in the same batch.
    """

    history: History
    thing: Thing
    entries: list[Entry]
    remembered: Remembered
    leans_on: set[Thing]

    @property
    def id(self) -> int:
        return self.thing[1]

    @property
    def stream(self) -> str:
        return f"{self.thing[0]}:{self.thing[1]}"


class Teller:
    """Makes the histories of one run ready."""

    def __init__(self, names: NameBook) -> None:
        self._names = names
        self._render = rendering()

    def take(self, history: History) -> Telling:
        """Make a history ready. Raises NoBeginning."""
        told = history.told
        beginning = BEGINNINGS[history.sort]
        if not any(type(event) is beginning for _, _, event, _ in told):
            raise NoBeginning(f"the {history.sort} “{history.key}” has no beginning that can be read")
        thing = (history.sort, self._names.reserve(history.sort, history.key))
        entries = [Entry(seq, at, actor, event) for seq, (at, actor, event, _) in enumerate(told, 1)]
        rendered = self._render(entries)
        leans_on = {one for _, _, _, event in entries if type(event) in _LEANING for one in _leanings(event)}
        leans_on.discard(thing)
        words = [words for _, _, _, words in told if words]
        remembered = Remembered(fitting(history.key), history.title, rendered, words)
        return Telling(history, thing, entries, remembered, leans_on)


def _leanings(event: kinds.Event) -> Iterator[Thing]:
    """What a row will hold as a foreign key to another history."""
    for name, sort in event.refers.items():
        number = getattr(event, name)
        if number and sort in HISTORIES:
            yield sort, number
