"""
What a run of a promise has counted on its calendar, and when it will have counted so much. Pure.

Instants are whole seconds since 1970; a name that ends in `_s` is an amount of business seconds. A calendar is asked
only where a stretch ends.
"""

from __future__ import annotations

from trifecta.base.worktime import arithmetic, working_days
from trifecta.base.worktime.errors import BeyondHorizon, CannotCompute, NeverReached
from trifecta.base.worktime.settling import SettledTime
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.clocks.lines import Line
from trifecta.promises.clocks.results import State, Stretch
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
        due = working_days.due_second(self.hours, self.started, target.amount, unit=target.unit)
        return self.between(self.started, due)

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
