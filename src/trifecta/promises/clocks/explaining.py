"""Why a clock shows what it shows, step by step: which stretch counted, which did not, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from trifecta.base.errors import Sentence
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.base.worktime.spans import spans
from trifecta.promises.clocks.results import Run, State, Stretch

WHY_NOT = {State.PAUSED: N_("paused"), State.AWAY: N_("another team has the work")}
NOBODYS = N_("the work is on offer, nobody has it yet")


@dataclass(frozen=True, slots=True)
class Line:
    """
    A stretch in which nothing changed.

    why: None where it counted. counted_s: business seconds of it; sum_s: of the run until its end.
    """

    from_at: datetime
    to_at: datetime
    state: State
    holder: int | None
    why: Sentence | None
    counted_s: int
    sum_s: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """held_s: what each team, or nobody (None), used of the run; adds up to what was spent."""

    run: Run
    lines: tuple[Line, ...]
    held_s: dict[int | None, int]


def explain(run: Run) -> Explanation:
    """Every stretch of the run, cut where its calendar opens and closes."""
    held_s: dict[int | None, int] = {}
    for stretch in run.stretches:
        if stretch.state is State.RUNNING:
            held_s[stretch.holder] = held_s.get(stretch.holder, 0) + stretch.worked_s
    return Explanation(run, tuple(_lines(run)), held_s)


def _lines(run: Run) -> Iterator[Line]:
    sum_s = 0
    for stretch in run.stretches:
        for start, end, why in _parts(run, stretch):
            counted_s = end - start if why is None else 0
            sum_s += counted_s
            yield Line(
                zones.at_second(start), zones.at_second(end), stretch.state, stretch.holder, why, counted_s, sum_s
            )


def _parts(run: Run, stretch: Stretch) -> Iterator[tuple[int, int, Sentence | None]]:
    if stretch.state is State.AWAY and stretch.holder is None:
        yield stretch.start, stretch.end, Sentence(NOBODYS)
    elif stretch.state is not State.RUNNING:
        yield stretch.start, stretch.end, Sentence(WHY_NOT[stretch.state])
    elif run.hours is not None:
        yield from spans(run.hours, stretch.start, stretch.end)
