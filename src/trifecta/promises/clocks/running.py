"""
One run of a promise while its story is read: what it has counted, when it is due, what it has passed.

Instants are whole seconds since 1970; a name that ends in `_s` is an amount of business seconds. Pure.

A calendar is asked only where a stretch ends. Whether anything came to pass in it follows from the seconds that it
counted; the instant is looked up for what did, and for what comes next.
"""

from __future__ import annotations

from functools import lru_cache

from trifecta.base.worktime import arithmetic, working_days, zones
from trifecta.base.worktime.errors import BeyondHorizon, CannotCompute, NeverReached
from trifecta.base.worktime.settling import SettledTime
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.clocks.lines import Line
from trifecta.promises.clocks.results import Outcome, Passed, State, Stretch, Threshold
from trifecta.promises.terms import Terms


class Count:
    """
    What a run has counted on its calendar, stretch by stretch.

    named: the deadline that somebody named, in place of a target. used_s: what the runs before this one counted;
    left_s: what they left of their target, to go on with. beyond: why there is no target, if so.
    """

    __slots__ = (
        *("_asked", "away", "beyond", "holder", "hours", "limit_s", "named", "opened_s", "paused", "paused_s", "since"),
        *("spent_s", "started", "stretches", "target_s", "used_s"),
    )

    def __init__(
        self,
        line: Line,
        hours: SettledTime,
        started: int,
        *,
        named: int | None = None,
        used_s: int = 0,
        left_s: int | None = None,
    ) -> None:
        self.hours, self.started, self.since = hours, started, started
        self.opened_s = arithmetic.open_before(hours, started)
        self._asked = (started, self.opened_s)
        self.limit_s, self.named, self.used_s = line.terms.pause_limit_s, named, used_s
        self.paused = self.away = False
        self.holder: int | None = None
        self.spent_s = self.paused_s = 0
        self.stretches: list[Stretch] = []
        self.beyond: CannotCompute | None = None
        self.target_s = self._target_s(line.terms) if left_s is None else left_s

    def _target_s(self, terms: Terms) -> int | None:
        try:
            if self.named is not None:
                return max(self.between(self.started, self.named), 0)
            return max(self._whole_s(terms) - self.used_s, 0)
        except (BeyondHorizon, NeverReached) as error:
            self.beyond = error
            return None

    def _whole_s(self, terms: Terms) -> int:
        target = terms.target
        assert target is not None  # without one, terms hold only where a deadline is named
        if target.unit is Unit.BUSINESS_SECONDS:
            return target.amount
        due_at = working_days.deadline(self.hours, zones.at_second(self.started), target.amount, unit=target.unit)
        return self.between(self.started, zones.epoch_s(due_at))

    def between(self, start: int, end: int) -> int:
        return arithmetic.open_before(self.hours, end) - arithmetic.open_before(self.hours, start)

    def _worked_s(self, to: int) -> int:
        """In the present stretch. The same second is asked about several times when a stretch ends."""
        if self._asked[0] != to:
            self._asked = (to, arithmetic.open_before(self.hours, to))
        return self._asked[1] - self.opened_s

    @property
    def state(self) -> State:
        if self.away:
            return State.AWAY
        return State.PAUSED if self.paused and self.pause_left_s != 0 else State.RUNNING

    @property
    def pause_left_s(self) -> int | None:
        return None if self.limit_s is None else max(self.limit_s - self.paused_s, 0)

    @property
    def is_at_rest(self) -> bool:
        """Nothing is counted until something happens."""
        return self.away or (self.paused and self.limit_s is None)

    def spent_by(self, second: int) -> int:
        """What will have been counted by then if nothing more happens."""
        if self.is_at_rest:
            return self.spent_s
        worked_s = self._worked_s(second)
        return self.spent_s + (max(worked_s - (self.pause_left_s or 0), 0) if self.paused else worked_s)

    def advance(self, to: int) -> None:
        """Close the present stretch."""
        if to == self.since:
            return
        if self.away:
            self._add(to, State.AWAY)
            return
        if self.paused:
            if self.limit_s is None:
                self.paused_s += self._add(to, State.PAUSED)
                return
            self._pause(to, self.limit_s - self.paused_s)
        if to > self.since:
            self.spent_s += self._add(to, State.RUNNING)

    def _pause(self, to: int, left_s: int) -> None:
        """As much of the stretch as may be a pause."""
        if self._worked_s(to) > left_s:
            to = arithmetic.reached(self.hours, self.since, left_s, opened_s=self.opened_s)
        if to > self.since:
            self.paused_s += self._add(to, State.PAUSED)

    def _add(self, to: int, state: State) -> int:
        worked_s = self._worked_s(to)
        self.stretches.append(Stretch(self.since, to, state, self.holder, worked_s))
        self.since, self.opened_s = to, self.opened_s + worked_s
        return worked_s

    def reach(self, spent_s: int) -> int | None:
        """
        The second at which so much will have been counted if nothing more happens; None if it will not be.

        Raises NeverReached.
        """
        if self.away:
            return None
        start, opened_s = self.since, self.opened_s
        if self.paused:
            left_s = self.pause_left_s
            if left_s is None:
                return None
            start, opened_s = arithmetic.reached(self.hours, start, left_s, opened_s=opened_s), opened_s + left_s
        return arithmetic.reached(self.hours, start, max(spent_s - self.spent_s, 0), opened_s=opened_s)

    def deadline(self) -> int | None:
        """Raises NeverReached."""
        if self.named is not None:
            return None if self.away else self.named
        if self.beyond is not None and self.state is State.RUNNING:
            raise self.beyond
        return None if self.target_s is None else self.reach(self.target_s)

    def moment(self, need_s: int) -> int | None:
        """`reach`; where a deadline is named, by elapsing open time around it, whatever was paused."""
        if self.named is None:
            return self.reach(need_s)
        if self.away:
            return None
        assert self.target_s is not None
        if need_s >= self.target_s:
            return max(arithmetic.reached(self.hours, self.named, need_s - self.target_s), self.started)
        return arithmetic.reached(self.hours, self.started, max(need_s, 0))


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
