"""Terms made ready for reading: their condition compiled, their events by kind. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntFlag

from trifecta.base.conditions import matching
from trifecta.base.conditions.tree import fields_of
from trifecta.base.entries import Entry
from trifecta.base.kinds import Event
from trifecta.promises.clocks.results import Threshold
from trifecta.promises.terms import OWNER, Book, Facts, HoursOf, Per, Terms, Trigger, ZoneOf

Test = Callable[[Event, str, Facts], bool]
"""Of an event, its actor, and the facts of the ticket after it."""


class Move(IntFlag):
    """What an entry does to a clock."""

    CANCEL = 1
    STOP = 2
    PAUSE = 4
    RESUME = 8
    START = 16
    DONE = 32
    AFTER = 64


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """
    holds: the condition as a test. moved_by: by kind of event what it may do, and whether this one does.

    starting: the kinds that may start a run.
    """

    terms: Terms
    holds: Callable[[Facts], bool]
    moved_by: Mapping[str, tuple[tuple[int, Test | None], ...]]
    starting: frozenset[str]
    thresholds: tuple[Threshold, ...]

    def moves(self, entry: Entry, facts: Facts) -> int:
        """The moves of this entry, as flags. facts: of the ticket after it."""
        asked = self.moved_by.get(entry.event.kind)
        if asked is None:
            return 0
        found = 0
        for move, matches in asked:
            if matches is None or matches(entry.event, entry.actor, facts):
                found |= move
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """
    A book, ready: the lines of each promise in their order.

    minds, starting: the kinds of events that move, or may start, a promise's clock by any of its lines.
    reads: the facts that decide anything.
    """

    of: Mapping[str, tuple[Line, ...]]
    per: Mapping[str, Per]
    minds: Mapping[str, frozenset[str]]
    starting: Mapping[str, frozenset[str]]
    reads: frozenset[str]


def lines(book: Book) -> Lines:
    of = {promise: tuple(_line(terms) for terms in book.terms if terms.promise == promise) for promise in book.promises}
    per = {promise: found[0].terms.per for promise, found in of.items()}
    minds = {promise: frozenset[str]().union(*(line.moved_by for line in found)) for promise, found in of.items()}
    starting = {promise: frozenset[str]().union(*(line.starting for line in found)) for promise, found in of.items()}
    return Lines(of, per, minds, starting, frozenset(_reads(book.terms)))


def _line(terms: Terms) -> Line:
    named = {
        Move.CANCEL: terms.moves.cancels,
        Move.STOP: terms.moves.stops,
        Move.PAUSE: terms.moves.pauses,
        Move.RESUME: terms.moves.resumes,
        Move.START: terms.moves.starts,
        Move.DONE: terms.moves.done_at_start,
        Move.AFTER: terms.moves.after,
    }
    moved_by: dict[str, list[tuple[int, Test | None]]] = {}
    for move, triggers in named.items():
        for trigger in triggers:
            moved_by.setdefault(trigger.kind, []).append((int(move), _test(trigger)))
    known = {kind: tuple(asked) for kind, asked in moved_by.items()}
    starting = frozenset(trigger.kind for trigger in terms.moves.starts)
    return Line(terms, matching.test(terms.applies), known, starting, tuple(_thresholds(terms)))


def _test(trigger: Trigger) -> Test | None:
    """Whether an event of the kind moves the clock; None where each does."""
    if not (trigger.by or trigger.where or trigger.unless):
        return None
    by, is_owners = tuple(f"{sort}:" for sort in trigger.by), OWNER in trigger.by
    asked = [(name, frozenset(values), True) for name, values in trigger.where.items()]
    asked += [(name, frozenset(values), False) for name, values in trigger.unless.items()]

    def matches(event: Event, actor: str, facts: Facts) -> bool:
        if by and not actor.startswith(by) and not (is_owners and actor == f"staff:{facts['owner']}"):
            return False
        for name, values, is_wanted in asked:  # noqa: SIM110  (a generator costs more than what it asks)
            if (getattr(event, name) in values) is not is_wanted:
                return False
        return True

    return matches


def _thresholds(terms: Terms) -> Iterator[Threshold]:
    named = terms.thresholds
    yield from (Threshold("share", share) for share in named.shares)
    yield from (Threshold("before", seconds) for seconds in named.before_s)
    yield from (Threshold("after", seconds) for seconds in named.after_s)


def _reads(book: Iterable[Terms]) -> set[str]:
    reads: set[str] = set()
    for terms in book:
        reads |= fields_of(terms.applies)
        reads |= {"team"} if terms.hours.of is HoursOf.TEAM else set()
        reads |= {"site"} if terms.hours.zone is ZoneOf.SITE else set()
        reads |= {"owner"} if any(OWNER in trigger.by for trigger in terms.moves.triggers) else set()
    return reads
