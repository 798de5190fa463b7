"""The little line beside a number, as coordinates in a fixed box that the page stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT, MARGIN = 120, 28, 3


@dataclass(frozen=True)
class Sparkline:
    """runs: one SVG points list per unbroken run; end: the latest point; target_y: where the mark lies."""

    runs: tuple[str, ...]
    end: str
    target_y: str | None


def draw(values: Sequence[float | None], *, target: float | None = None) -> Sparkline | None:
    """Coordinates of the values, gaps left open; None when fewer than two are known."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    seen = known if target is None else [*known, target]
    low, span = min(seen), (max(seen) - min(seen)) or 1.0
    points = list(place(values, low=low, span=span))
    runs = tuple(" ".join(run) for run in unbroken(points))
    end = next(point for point in reversed(points) if point)
    return Sparkline(runs, end, None if target is None else f"{height_of(target, low=low, span=span):.1f}")


def place(values: Sequence[float | None], *, low: float, span: float) -> Iterator[str | None]:
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    for position, value in enumerate(values):
        yield None if value is None else f"{MARGIN + position * step:.1f},{height_of(value, low=low, span=span):.1f}"


def height_of(value: float, *, low: float, span: float) -> float:
    return HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN)


def unbroken(points: Sequence[str | None]) -> Iterator[list[str]]:
    for _, run in groupby(points, key=lambda point: point is None):
        known = [point for point in run if point is not None]
        if known:
            yield known
