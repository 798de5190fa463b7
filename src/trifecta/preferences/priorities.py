"""The desk's own priorities, if it has any."""

from __future__ import annotations

from trifecta.preferences.models import PriorityGrid

Grid = list[list[int]]


def grid() -> Grid | None:
    """A row per impact, in it a priority per urgency; None where nobody set any. One small query."""
    latest = PriorityGrid.objects.order_by("-number").values_list("grid", flat=True)[:1]
    return next(iter(latest), None)


def number() -> int:
    """Which version it is, 0 where nobody set any."""
    return PriorityGrid.objects.order_by("-number").values_list("number", flat=True).first() or 0
