"""
Reading a promise: a pure fold over a ticket's story. The rules are those of docs/explanation/promises.md, by number.

A fold reads one promise for one subject: the ticket itself, a team that has held the work, a word that was given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from trifecta.base.entries import Entry
from trifecta.base.worktime import zones
from trifecta.base.worktime.settling import SettledTime
from trifecta.promises.clocks.counting import Count
from trifecta.promises.clocks.lines import Line, Lines, Move
from trifecta.promises.clocks.results import Outcome
from trifecta.promises.clocks.running import Running
from trifecta.promises.clocks.walking import Step
from trifecta.promises.events import PromiseStarted, PromiseWaived, WordBroken, WordGiven, WordKept
from trifecta.promises.terms import AfterReopening, Facts, OnChange, Terms
from trifecta.tickets.events.structure import Absorbed

Worked = Callable[[Terms, Facts], SettledTime]
"""The opening hours that terms mean for a ticket with these facts."""
TOLD = frozenset({"promise.started", "promise.waived", "word.given", "ticket.absorbed"})
"""Which entries say something of a promise itself, whatever its terms."""
REOPENINGS = frozenset({"ticket.reopened", "ticket.rejected"})
ALWAYS_MINDED = TOLD | REOPENINGS | {"word.kept", "word.broken"}
"""Which entries may move a clock though its terms do not name them."""
NO_LONGER = "no_longer_applies"
CANCEL, STOP, PAUSE, RESUME, START, DONE, AFTER = map(int, Move)


class Subject(NamedTuple):
    """Whose clock it is: of a team's stays, of a given word, or the ticket's own."""

    team: int | None = None
    word: str | None = None

    def __str__(self) -> str:
        if self.team is not None:
            return f"team:{self.team}"
        return f"word:{self.word}" if self.word is not None else ""


TICKET = Subject()


class Ground:
    """What a promise stands on at a step: its terms, the hours they mean, and a deadline that somebody named."""

    __slots__ = ("hours", "line", "named")

    def __init__(self, line: Line | None, hours: SettledTime | None, named: int | None) -> None:
        self.line, self.hours, self.named = line, hours, named

    def is_like(self, other: Ground) -> bool:
        if self.hours is not other.hours or self.named != other.named:
            return False
        if self.line is None or other.line is None:
            return self.line is other.line
        return self.line is other.line or self.line.terms == other.line.terms


class Fold:
    def __init__(self, promise: str, subject: Subject, *, books: Sequence[Lines], worked: Worked) -> None:
        self._promise, self._subject = promise, subject
        self._books, self._worked = books, worked
        self._named: int | None = None
        self._ground = Ground(None, None, None)
        self._fixed: Ground | None = None
        self._asked: tuple[Facts | None, int, int | None] = (None, 0, None)
        self._latest: Running | None = None
        """Ended last; perhaps before any terms applied, when it happened though nobody had promised it."""
        self._is_tickets = subject == TICKET
        self.ended: list[Running] = []
        self.run: Running | None = None

    def read(self, steps: Sequence[Step]) -> None:
        """steps: those that turn or that the promise minds."""
        for place, step in enumerate(steps):
            entry = step.entry
            if step.kind in TOLD and entry is not None:
                self._hear(entry, steps, place)
            facts, book, named = self._asked
            if facts is not step.facts or book != step.book or named != self._named:
                self._look_at_ground(steps, place)
            line = self._ground.line
            if entry is None or line is None:
                continue
            if self.run is not None or step.kind in line.starting or step.kind in REOPENINGS or not self._is_tickets:
                self._move(steps, entry, line, place)

    def _look_at_ground(self, steps: Sequence[Step], place: int) -> None:
        step = steps[place]
        found = self._found(step)
        if not found.is_like(self._ground):
            self._change(found, steps, place)
        # A change may have found out that an earlier deadline is the one that counts.
        self._ground = found if found.named == self._named else Ground(found.line, found.hours, self._named)
        self._asked = (step.facts, step.book, self._named)

    def _found(self, step: Step) -> Ground:
        facts = step.facts if self._subject.team is None else {**step.facts, "team": self._subject.team}
        if self._fixed is not None:
            return Ground(self._fixed.line, self._fixed.hours, self._named)
        for line in self._books[step.book].of.get(self._promise, ()):
            if (line.terms.target is not None or self._named is not None) and line.holds(facts):
                return Ground(line, self._worked(line.terms, facts), self._named)
        return Ground(None, None, self._named)

    def _change(self, found: Ground, steps: Sequence[Step], place: int) -> None:
        run, second = self.run, steps[place].second
        if run is None:
            if self._ground.line is None and found.line is not None:
                self._begin_late(found, steps, place)
            return
        run.look(second)
        if found.line is None:
            self._end(second, Outcome.BROKEN if run.broken is not None else Outcome.CANCELLED, NO_LONGER)
            return
        anew = self._reread(run, found, steps[run.at_step + 1 : place])
        if found.line.terms.on_change is OnChange.FROM_NOW and found.named is self._ground.named is None:
            anew = _from_now(anew, found, second)
        anew.look(second)
        anew.adopt(run, second)
        self.run = anew

    def _begin_late(self, found: Ground, steps: Sequence[Step], place: int) -> None:
        """Read what lies behind by terms that did not hold then; nothing can have been broken before they did."""
        if place == 0:
            return
        behind = Fold(self._promise, self._subject, books=self._books, worked=self._worked)
        assert found.line is not None
        is_timeless = found.line.terms.target is None
        behind._named = found.named if is_timeless else None
        behind._fixed = Ground(found.line, found.hours, behind._named)
        behind.read(steps[:place])
        self._latest, self._named, late = behind._latest or self._latest, behind._named, behind.run
        if late is None:
            return
        if found.line.terms.on_change is OnChange.FROM_NOW and late.count.named is None:
            late = _from_now(late, found, steps[place].second)
        else:
            late.adopt_nothing(steps[place].second)
        late.number, self.run = len(self.ended) + 1, late

    def _reread(self, run: Running, found: Ground, since: Sequence[Step], *, started: int | None = None) -> Running:
        """The run from its beginning, or an earlier one, by other terms: its pauses and stays as they see them."""
        assert found.line is not None
        anew = _run(found, run.count.started if started is None else started, run, used_s=run.count.used_s)
        for step in since:
            if step.entry is not None:
                self._turn(anew, step, found.line.moves(step.entry, step.facts))
        return anew

    def _move(self, steps: Sequence[Step], entry: Entry, line: Line, place: int) -> None:
        step = steps[place]
        moves = line.moves(entry, step.facts) if self._subject.word is None else self._moves_of_word(line, entry, step)
        run = self.run
        if run is not None:
            if moves & CANCEL:
                self._end(step.second, Outcome.CANCELLED, entry.event.kind)
            elif moves & STOP:
                self._stop(step.second, entry)
            else:
                self._turn(run, step, moves)
        if self.run is None and (moves & START or self._subject.team is not None or entry.event.kind in REOPENINGS):
            self._begin(steps, line, moves, place)

    def _moves_of_word(self, line: Line, entry: Entry, step: Step) -> int:
        event = entry.event
        if isinstance(event, WordGiven | WordKept | WordBroken):
            return 0 if event.word != self._subject.word else START if isinstance(event, WordGiven) else STOP
        return line.moves(entry, step.facts) & ~START

    def _stop(self, second: int, entry: Entry) -> None:
        run = self.run
        assert run is not None
        if isinstance(entry.event, WordBroken):
            run.look(second)
            run.broken = second if run.broken is None else run.broken
        self._end(second, Outcome.MET, by_stop=True)

    def _turn(self, run: Running, step: Step, moves: int) -> None:
        count = run.count
        if moves & PAUSE:
            if not count.paused:
                run.turn(step.second).paused = True
        elif moves & RESUME and count.paused:
            run.turn(step.second).paused = False
        if step.holder != count.holder:
            run.turn(step.second)
            count.holder, count.away = step.holder, self._is_away(step)

    def _is_away(self, step: Step) -> bool:
        return self._subject.team is not None and step.holder != self._subject.team

    def _begin(self, steps: Sequence[Step], line: Line, moves: int, place: int) -> None:
        terms, step = line.terms, steps[place]
        if terms.target is None and self._named is None:
            return
        last = None
        if not self._starts(steps, line, moves, place):
            last = self._reopened(step)
            if last is None or terms.after_reopening is AfterReopening.NOTHING:
                return
        ground = Ground(line, self._ground.hours, self._named)
        if last is not None and terms.after_reopening is AfterReopening.CONTINUE:
            self.run = _after(last, ground, step.second)
        else:
            self.run = _run(ground, step.second, None)
        self.run.number, self.run.at_step = len(self.ended) + 1, place
        self.run.began_with = self.run.count.holder, self.run.count.away = step.holder, self._is_away(step)
        if moves & DONE and last is None:
            self._end(step.second, Outcome.MET, by_stop=True)

    def _starts(self, steps: Sequence[Step], line: Line, moves: int, place: int) -> bool:
        step, terms = steps[place], line.terms
        if self._subject.team is not None:
            return step.at_work and not self._is_away(step) and not self._latest
        is_free = terms.repeats or not self._latest
        if not moves & START or not is_free or not (step.at_work or not terms.only_at_work):
            return False
        return not terms.moves.after or not self._is_tickets or _has_met_after(line, steps[: place + 1])

    def _reopened(self, step: Step) -> Running | None:
        """The run that this entry takes up again."""
        assert step.entry is not None
        latest = self._latest
        is_again = latest is not None and latest.by_stop and step.entry.event.kind in REOPENINGS
        return latest if is_again else None

    def _end(self, second: int, outcome: Outcome, reason: str = "", *, by_stop: bool = False) -> None:
        run = self.run
        assert run is not None
        run.end(second, outcome, reason)
        run.by_stop = by_stop
        self.ended.append(run)
        self._latest = run
        self.run = None
        if self._subject.word is None:
            self._named = None

    def _hear(self, entry: Entry, steps: Sequence[Step], place: int) -> None:
        event, subject, second = entry.event, self._subject, steps[place].second
        if isinstance(event, WordGiven):
            if event.word == subject.word and self.run is None:
                self._named = zones.epoch_s(event.due_at)
        elif isinstance(event, PromiseStarted):
            is_free = self._fixed is None or self._fixed.named is None
            if event.promise == self._promise and subject == TICKET and is_free:
                self._named = zones.epoch_s(event.due_at) if event.due_at else None
        elif isinstance(event, PromiseWaived) and (event.promise, event.subject or "") == (self._promise, str(subject)):
            self._waive(second, event.reason)
        elif isinstance(event, Absorbed) and subject == TICKET and self.run is not None and self.run.at_step == 0:
            self._begin_earlier(zones.epoch_s(event.started_at), steps[:place], second)

    def _begin_earlier(self, started: int, steps: Sequence[Step], second: int) -> None:
        """A ticket that takes another one in owes what was owed there since (case 42)."""
        run = self.run
        assert run is not None
        if started < run.count.started:
            run.look(second)
            self.run = self._reread(run, self._ground, steps[1:], started=started)
            self.run.look(second)
            self.run.adopt(run, second)

    def _waive(self, second: int, reason: str) -> None:
        if self.run is not None:
            self._end(second, Outcome.WAIVED, reason)
        elif self.ended:
            self.ended[-1].outcome, self.ended[-1].reason = Outcome.WAIVED, reason


def _has_met_after(line: Line, steps: Sequence[Step]) -> bool:
    return any(step.entry is not None and line.moves(step.entry, step.facts) & AFTER for step in steps)


def _run(ground: Ground, started: int, like: Running | None, *, used_s: int = 0) -> Running:
    assert ground.line is not None
    assert ground.hours is not None
    count = Count(ground.line, ground.hours, started, used_s=used_s, named=ground.named)
    run = Running(ground.line, count)
    if like is not None:
        run.number, run.at_step, run.began_with = like.number, like.at_step, like.began_with
        count.holder, count.away = like.began_with
    return run


def _after(last: Running, ground: Ground, second: int) -> Running:
    """Goes on with what the run before left; where it left nothing, with all of it."""
    left_s = (last.count.target_s or 0) - last.count.spent_s
    if left_s <= 0 or ground.named is not None:
        return _run(ground, second, None)
    assert ground.line is not None
    assert ground.hours is not None
    used_s = last.count.used_s + last.count.spent_s
    return Running(ground.line, Count(ground.line, ground.hours, second, used_s=used_s, left_s=left_s))


def _from_now(run: Running, ground: Ground, second: int) -> Running:
    """The same run with the whole target from this second on."""
    anew = _run(ground, second, run)
    anew.count.started = run.count.started
    anew.count.paused, anew.count.away, anew.count.holder = run.count.paused, run.count.away, run.count.holder
    return anew
