"""
One run of a promise: marks that say since when it runs, is paused or lies with others, and what follows from them.

Nothing is summed up on the way. Each question walks over all marks again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from trifecta.promises.terms import Terms
from trifecta.promises.tests.reference.hours import Meant, Open

FOREVER = 10**11
Threshold = tuple[str, float]
Subject = int | str


class Mark(NamedTuple):
    at: int
    paused: bool
    away: bool


class Span(NamedTuple):
    """mode: counts, paused, away."""

    begin: int
    end: int
    mode: str


@dataclass(eq=False)
class Run:
    """
    since: from when on its seconds count, the beginning unless other terms counted "from now"
    first: place of the moment that began it; carried_s: what earlier runs, which it continues, had used up
    passed: each threshold with its instant, or None if it passed silently
    missed: the due second, once it was missed; broken_at: since when that is a breach
    by_stop: it ended by what was promised, so that a reopening may take it up again; hidden: it never was, to a reader
    """

    subject: Subject
    terms: Terms
    opened: Open
    meant: Meant
    started: int
    first: int
    since: int
    target_s: int | None
    deadline: int | None = None
    carried_s: int = 0
    marks: list[Mark] = field(default_factory=list)
    passed: dict[Threshold, int | None] = field(default_factory=dict)
    missed: int | None = None
    broken_at: int | None = None
    ended: int | None = None
    outcome: str | None = None
    reason: str | None = None
    by_stop: bool = False
    hidden: bool = False

    @property
    def paused(self) -> bool:
        return self.marks[-1].paused

    def mark(self, at: int, *, paused: bool, away: bool) -> None:
        self.marks.append(Mark(at, paused, away))

    def end(self, at: int, outcome: str, *, reason: str | None = None, by_stop: bool = False) -> None:
        self.ended, self.outcome, self.reason, self.by_stop = at, outcome, reason, by_stop

    def spans(self, until: int) -> Iterator[Span]:
        """The run from its counting on, in stretches; a pause is over when the limit of all pauses is used up."""
        pause_left = self.terms.pause_limit_s
        ends = [mark.at for mark in self.marks[1:]] + [until]
        for mark, next_at in zip(self.marks, ends, strict=True):
            begin, end = max(mark.at, self.since), min(next_at, until)
            if end < begin:
                continue
            if mark.away:
                yield Span(begin, end, "away")
            elif not mark.paused:
                yield Span(begin, end, "counts")
            elif pause_left is None:
                yield Span(begin, end, "paused")
            else:
                over = self.opened.reached(begin, pause_left)
                if over is None or over > end:
                    over = end
                yield Span(begin, over, "paused")
                pause_left -= self.between(begin, over)
                if pause_left == 0:
                    yield Span(over, end, "counts")

    def between(self, a: int, b: int) -> int:
        """Open seconds, as far as the calendar is known."""
        return self.opened.between(min(a, self.opened.end_s), min(b, self.opened.end_s))

    def reached(self, seconds: int, until: int) -> int | None:
        """The first second at which so much is used up, if the run goes on after all entries of that second."""
        left = max(0, seconds)
        for begin, end, mode in self.spans(until):
            if mode == "counts":
                there = self.opened.reached(begin, left)
                if there is not None and there < end:
                    return there
                left -= self.between(begin, end)
        return None

    def due(self, until: int = FOREVER) -> int | None:
        """The due second, as if nothing more happened; of one that has ended, as if it had run on from there."""
        if self.missed is not None:
            return self.missed
        if self.deadline is not None:
            return self.deadline
        return None if self.target_s is None else self.reached(self.target_s, until)

    def is_late(self, until: int) -> bool:
        """Whether the due second lies before `until`, and the run was not paused in it."""
        due = self.due(until)
        return due is not None and due < until

    def look(self, until: int, *, silently: bool = False) -> None:
        """Stamp what has come to pass before `until`: the breach at the due second, thresholds at theirs."""
        self.break_if_late(until)
        for threshold, at in self.thresholds(until):
            self.passed.setdefault(threshold, None if silently else at)

    def break_if_late(self, until: int, *, since: int = 0) -> None:
        """since: before it, nobody had promised that."""
        if self.broken_at is None and self.is_late(until):
            self.missed = self.due(until)
            self.broken_at = max(self.missed or 0, self.started, since)

    def thresholds(self, until: int) -> Iterator[tuple[Threshold, int]]:
        """Those whose instants lie before `until`."""
        if self.target_s is None:
            return
        for threshold in _named(self.terms):
            at = self._instant(_seconds(threshold, self.target_s), until)
            if at is not None and at < until:
                yield threshold, at

    def _instant(self, seconds: int, until: int) -> int | None:
        if self.deadline is None:
            return self.reached(seconds, until)
        if self.target_s is not None and seconds >= self.target_s:
            after = self.opened.reached(self.deadline, seconds - self.target_s)
            return None if after is None else max(after, self.started)
        return self.opened.reached(self.started, max(0, seconds))


def _named(terms: Terms) -> Iterator[Threshold]:
    yield from (("share", share) for share in terms.thresholds.shares)
    yield from (("before", seconds) for seconds in terms.thresholds.before_s)
    yield from (("after", seconds) for seconds in terms.thresholds.after_s)


def _seconds(threshold: Threshold, total: int) -> int:
    """After how many of the target's seconds it passes."""
    how, amount = threshold
    if how == "share":
        return ceil(Fraction(str(amount)) * total)
    return total - int(amount) if how == "before" else total + int(amount)
