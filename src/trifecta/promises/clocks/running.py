"""
One run of a promise while its story is read: when it is due, what it has passed, what came of it. Pure.

Instants are whole seconds since 1970; a name that ends in `_s` is an amount of business seconds. Whether anything came
to pass in a stretch follows from the seconds that it counted; the instant is looked up for what did, and for what
comes next.
"""

from __future__ import annotations

from functools import lru_cache

from trifecta.base.worktime.errors import CannotCompute, NeverReached
from trifecta.promises.clocks.counting import Count
from trifecta.promises.clocks.lines import Line
from trifecta.promises.clocks.results import Outcome, Passed, State, Threshold
from trifecta.promises.terms import Terms


class Running:
    """
    A run that is being read. number: its place among the promise's runs; at_step: where in the story it began.

    began_with: the holder at the beginning, and whether its team was away. due: the instant that was missed, once it
    was. broken: since when it is broken. pending: what is still to be passed, with the seconds that it needs, in order.
    silent: what was passed before anybody had promised it. formers: terms that held before, each until which second.
    """

    __slots__ = (
        *(
            "at_step",
            "began_with",
            "broken",
            "by_stop",
            "count",
            "due",
            "ended",
            "formers",
            "line",
            "number",
            "outcome",
            "passed",
        ),
        *("pending", "reason", "silent", "unknown"),
    )

    def __init__(self, line: Line, count: Count) -> None:
        self.line, self.count, self.number, self.at_step = line, count, 1, 0
        self.began_with: tuple[int | None, bool] = (None, False)
        self.due: int | None = None
        self.broken: int | None = None
        self.ended: int | None = None
        self.outcome: Outcome | None = None
        self.reason, self.by_stop = "", False
        self.passed: list[Passed] = []
        self.silent: set[Threshold] = set()
        self.formers: tuple[tuple[int, Terms], ...] = ()
        self.pending = list(_pending(line.thresholds, count.target_s))
        self.unknown: CannotCompute | None = None

    def look(self, second: int) -> None:
        """Note what has come to pass before this second, as far as the present stretch decides it."""
        count = self.count
        if count.named is not None:
            self._look_at_named(second)
            return
        if count.target_s is None or (self.broken is not None and not self.pending) or count.is_at_rest:
            return
        spent_s = count.spent_by(second)
        if self.broken is None and spent_s >= count.target_s:
            due = self.present_due()
            if due is not None and due < second:
                self.due = self.broken = due
        while self.pending and self.pending[0][0] <= spent_s and self._pass_next(second):
            pass

    def _look_at_named(self, second: int) -> None:
        due = self.count.deadline()
        if self.broken is None and due is not None and due < second:
            self.due, self.broken = due, max(due, self.count.started)
        while self.pending and self._pass_next(second):
            pass

    def _pass_next(self, second: int) -> bool:
        need_s, threshold = self.pending[0]
        moment = self._moment(need_s)
        if moment is None or moment >= second:
            return False
        self.passed.append(Passed(threshold, moment))
        del self.pending[0]
        return True

    def _moment(self, need_s: int) -> int | None:
        try:
            return self.count.moment(need_s)
        except NeverReached:
            return None

    def present_due(self) -> int | None:
        """The missed instant, or the one that is ahead."""
        if self.due is not None:
            return self.due
        self.unknown = None
        try:
            return self.count.deadline()
        except NeverReached as error:
            self.unknown = error if self.count.state is State.RUNNING else None
            return None

    def turn(self, second: int) -> Count:
        """Close the present stretch; who asked may change what the next one is."""
        self.look(second)
        self.count.advance(second)
        return self.count

    def end(self, second: int, outcome: Outcome, reason: str = "") -> None:
        """Due is from now on what was missed, or what would have come had it gone on from here."""
        count = self.turn(second)
        if self.due is None:
            count.paused = count.away = False
            self.due = self.present_due()
        if outcome is Outcome.MET and self.broken is not None:
            outcome = Outcome.BROKEN
        self.ended, self.outcome, self.reason = second, outcome, reason

    def next(self) -> int | None:
        """The earliest instant ahead at which something comes to pass by itself."""
        if self.ended is not None:
            return None
        passes = self._moment(self.pending[0][0]) if self.pending else None
        breaks = self.present_due() if self.broken is None else None
        return min((moment for moment in (passes, breaks) if moment is not None), default=None)

    def adopt(self, former: Running, second: int) -> None:
        """Take the place of a run that was read by other terms until this second: what it went through stays."""
        is_other = former.line.terms != self.line.terms
        self.formers = (*former.formers, (second, former.line.terms)) if is_other else former.formers
        if former.broken is not None:
            self.due, self.broken = former.due, former.broken
        elif self.broken is not None:
            self.broken = second
        told = {passed.threshold for passed in former.passed}
        self.silent = former.silent | {passed.threshold for passed in self.passed} - told
        self.passed = former.passed
        self.pending = [pending for pending in self.pending if pending[1] not in told | self.silent]

    def adopt_nothing(self, second: int) -> None:
        """Begin late: what lies behind was not promised then, so it was not broken before this second."""
        self.look(second)
        self.broken = second if self.broken is not None else None
        self.silent |= {passed.threshold for passed in self.passed}
        self.passed = []


@lru_cache(maxsize=1024)
def _pending(thresholds: tuple[Threshold, ...], target_s: int | None) -> tuple[tuple[int, Threshold], ...]:
    """Most runs share their targets with many others."""
    if target_s is None:
        return ()
    return tuple(sorted((_need_s(threshold, target_s), threshold) for threshold in thresholds))


def _need_s(threshold: Threshold, target_s: int) -> int:
    """The seconds that are used when it is passed, negative before the beginning; shares are exact to a thousandth."""
    match threshold.sort:
        case "before":
            return target_s - int(threshold.amount)
        case "after":
            return target_s + int(threshold.amount)
        case _:
            return -(-round(threshold.amount * 1000) * target_s // 1000)
