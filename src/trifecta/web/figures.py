"""What the figure component shows: one number with all that makes it honest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trifecta.web import sparklines

Turn = Literal["better", "worse", "even"]
Aim = Literal["met", "missed", "near", ""]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """
    One number on a page; every text is translated and formatted by who makes it.

    label: the question in plain words
    value, unit_word: "71 %", or "1,204" with "tickets"; empty when too few or not measured
    period: of which time it is, in words ("Oct 2026", "now")
    change, turn: against the period before, in words ("up 3 points against Sep 2026"), and whether that is good
    target: in words ("target 70 %"); target_value draws the thin mark
    aim: whether the target is met or missed, or near: the interval holds it, so nobody can tell
    history: one value per period, oldest first; None where there was none
    note: n, interval and freshness ("1,204 resolved tickets, 95 %: 69–73 %, as of 09:40")
    nothing: what is said where there is nothing that could have a value ("Nothing is open.")
    too_few: how many cases there were when they are too few to say
    unmeasured: what would make it measured, when nothing measures it
    """

    label: str
    url: str = ""
    value: str = ""
    unit_word: str = ""
    period: str = ""
    change: str = ""
    turn: Turn = "even"
    target: str = ""
    target_value: float | None = None
    aim: Aim = ""
    history: tuple[float | None, ...] = field(default=())
    note: str = ""
    nothing: str = ""
    too_few: int | None = None
    unmeasured: str = ""

    @property
    def sparkline(self) -> sparklines.Sparkline | None:
        return sparklines.draw(self.history, target=self.target_value)
