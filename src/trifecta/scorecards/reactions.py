"""What scorecards do when the desk comes into being."""

from __future__ import annotations

from trifecta.base.entries import Entry
from trifecta.scorecards import defaults
from trifecta.scorecards.models import Line


def on_desk_set_up(_stream: str, _entry: Entry) -> None:
    """Give the new desk its first scorecard."""
    Line.objects.bulk_create(
        Line(position=position, metric=metric, target=target)
        for position, (metric, target) in enumerate(defaults.LINES, start=1)
    )
