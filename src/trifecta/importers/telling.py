"""A history, ready to be written: which thing it is about, what it leans on, and a digest to know it by again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from trifecta.base import kinds
from trifecta.care.events import SurveySent
from trifecta.contacts.events import ContactRecorded
from trifecta.importers.contract import History
from trifecta.importers.names import NameBook, Thing, fitting
from trifecta.importers.numbers import HISTORIES
from trifecta.log.bulk import Instants
from trifecta.log.journal import facts_text
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
_LEANING = {kind.kind for kind in (ContactRecorded, Linked, Merged, SurveySent)}


class NoBeginning(ValueError):
    """A history that never says when its thing began; the message is a reason for the rejects file."""


@dataclass(frozen=True, slots=True)
class Telling:
    """
    One history of this run.

    key: as it is remembered. leans_on: other things whose rows must be there, or come in the same batch.
    """

    history: History
    thing: Thing
    key: str
    digest: str
    leans_on: frozenset[Thing]

    @property
    def id(self) -> int:
        return self.thing[1]

    @property
    def stream(self) -> str:
        return f"{self.thing[0]}:{self.thing[1]}"


def take(history: History, names: NameBook, instants: Instants) -> Telling:
    """Make a history ready. Raises NoBeginning."""
    if not any(type(told.event) is BEGINNINGS[history.sort] for told in history.told):
        raise NoBeginning(f"the {history.sort} “{history.key}” has no beginning that can be read")
    thing = (history.sort, names.reserve(history.sort, history.key))
    parts, leans_on = [history.title], set[Thing]()
    for at, actor, event, words in history.told:
        parts += (instants[at], actor, event.kind, facts_text(event), words or "")
        for name, sort in _leanings(event.kind):
            if number := getattr(event, name):
                leans_on.add((sort, number))
    digest = blake2b("\n".join(map(str, parts)).encode(errors="replace"), digest_size=12).hexdigest()
    return Telling(history, thing, fitting(history.key), digest, frozenset(leans_on - {thing}))


@cache
def _leanings(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields of a kind that a row will hold as a foreign key to another history: (field, sort)."""
    if kind not in _LEANING:
        return ()
    return tuple((name, sort) for name, sort in kinds.KINDS[kind].refers.items() if sort in HISTORIES)
