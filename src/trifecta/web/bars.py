"""The little bar in a row of a table: a value from zero, its interval, and where the target lies."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """Places from 0 to WIDTH, written as coordinates; None where there is nothing to draw."""

    value: str
    low: str | None
    high: str | None
    target: str | None


def draw(value: float, *, low: float | None, high: float | None, target: float | None, largest: float) -> Bar:
    """
    largest: what fills the whole width.

    >>> draw(0.5, low=0.25, high=0.75, target=None, largest=1)
    Bar(value='50.0', low='25.0', high='75.0', target=None)
    """

    def place(number: float | None) -> str | None:
        return None if number is None else f"{min(number / largest, 1) * WIDTH:.1f}"

    return Bar(place(value) or "0", place(low), place(high), place(target))
