"""All clocks of a ticket, read from its story at an instant: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from trifecta.base.entries import Entry, in_order
from trifecta.base.worktime import zones
from trifecta.base.worktime.errors import CannotCompute
from trifecta.promises.clocks import lines as ready
from trifecta.promises.clocks.clock import ALWAYS_MINDED, TICKET, Fold, Subject, Worked
from trifecta.promises.clocks.lines import Lines
from trifecta.promises.clocks.results import Outcome, Run, State
from trifecta.promises.clocks.running import Running
from trifecta.promises.clocks.told import told_runs
from trifecta.promises.clocks.walking import Step, Walk
from trifecta.promises.events import WordGiven
from trifecta.promises.terms import Book, Per, Terms


def read(
    entries: Iterable[Entry],
    *,
    books: Sequence[Lines],
    worked: Worked,
    at: datetime,
    follows: Sequence[tuple[int, int]] = (),
    organizations: Mapping[int, int | None] | None = None,
) -> list[Run]:
    """
    Every run of every promise, as at that instant.

    books: the version that the ticket began under, then those that it followed. follows: see `Walk.steps`.
    """
    story, until = in_order(entries), zones.epoch_s(at)
    if story and story[-1].happened_at > at:
        story = [entry for entry in story if entry.happened_at <= at]
    shelf = _shelf(tuple(books))
    steps = Walk(shelf.reads, minded=shelf.minded, organizations=organizations).steps(
        story, books=[version for version in follows if version[0] <= until]
    )
    met = sorted({step.book for step in steps} | {0})
    known = dict.fromkeys(promise for number in met for promise in books[number].of)
    begun = _begun(known, steps, shelf)
    runs = [run for promise in begun for run in _read_promise(promise, steps, shelf, worked=worked, until=until)]
    return [*runs, *told_runs(story, known=known)]


def read_clock(entries: Iterable[Entry], terms: Terms, worked: Worked, *, at: datetime) -> list[Run]:
    """The runs of one promise by one line of terms, whatever else a book says."""
    book = ready.lines(Book((terms,)))
    return [run for run in read(entries, books=[book], worked=worked, at=at) if run.terms is terms]


class Shelf(NamedTuple):
    """Books that one ticket is under. reads: see `Lines`; minds, starting, per: of each promise in any of them."""

    books: tuple[Lines, ...]
    reads: frozenset[str]
    minds: Mapping[str, frozenset[str]]
    minded: frozenset[str]
    starting: Mapping[str, frozenset[str]]
    per: Mapping[str, Per]


@lru_cache(maxsize=64)
def _shelf(books: tuple[Lines, ...]) -> Shelf:
    promises = {promise for book in books for promise in book.of}
    minds = {name: ALWAYS_MINDED.union(*(book.minds.get(name, ()) for book in books)) for name in promises}
    starting = {name: frozenset[str]().union(*(book.starting.get(name, ()) for book in books)) for name in promises}
    per = {promise: next(book.per[promise] for book in books if promise in book.per) for promise in promises}
    reads = frozenset[str]().union(*(book.reads for book in books))
    return Shelf(books, reads, minds, ALWAYS_MINDED.union(*minds.values()), starting, per)


def _begun(known: Iterable[str], steps: Sequence[Step], shelf: Shelf) -> list[str]:
    """Without what never began: a ticket's own clock that nothing has started."""
    happened = {step.kind for step in steps}
    return [
        name for name in known if shelf.per[name] is not Per.TICKET or not happened.isdisjoint(shelf.starting[name])
    ]


def _read_promise(promise: str, steps: Sequence[Step], shelf: Shelf, *, worked: Worked, until: int) -> Iterator[Run]:
    minded = shelf.minds[promise]
    concerning = [step for step in steps if step.turns or step.kind in minded]
    for subject in _subjects(shelf.per[promise], concerning):
        fold = Fold(promise, subject, books=shelf.books, worked=worked)
        try:
            fold.read(concerning)
            if fold.run is not None:
                fold.run.turn(until)
        except CannotCompute as error:
            if fold.run is not None:
                fold.run.unknown = error
        for run in fold.ended:
            yield _result(promise, subject, run)
        if fold.run is not None:
            yield _result(promise, subject, fold.run)


def _subjects(per: Per, steps: Sequence[Step]) -> Iterable[Subject]:
    match per:
        case Per.TICKET:
            return [TICKET]
        case Per.TEAM:
            return [Subject(team=team) for team in dict.fromkeys(step.holder for step in steps) if team is not None]
        case Per.WORD:
            given = (step.entry.event for step in steps if step.entry and isinstance(step.entry.event, WordGiven))
            return [Subject(word=word) for word in dict.fromkeys(event.word for event in given)]


def _result(promise: str, subject: Subject, run: Running) -> Run:
    count, is_open = run.count, run.ended is None
    due, ahead = (run.present_due(), run.next()) if is_open else (run.due, None)
    unknown = run.unknown.sentence if run.unknown is not None and is_open else None
    state = State.ENDED if not is_open else State.UNKNOWN if unknown else count.state
    outcome = run.outcome if run.outcome or run.broken is None else Outcome.BROKEN
    passed = tuple(sorted(run.passed, key=itemgetter(1))) if run.passed else ()
    # Names would cost three times as much as all else in this function.
    return Run(
        promise,
        str(subject),
        run.number,
        run.line.terms,
        state,
        outcome,
        run.reason,
        count.started,
        due,
        run.broken,
        run.ended,
        ahead,
        count.target_s,
        count.spent_s,
        count.paused_s,
        count.named is not None,
        count.holder,
        passed,
        tuple(count.stretches),
        unknown,
        count.hours,
        run.formers,
    )
