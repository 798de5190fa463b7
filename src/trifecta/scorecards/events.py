"""What may happen to a scorecard. The stream is `scorecard:N`, of the line."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_


@kind("scorecard.target_set", N_("{actor} set the target of {metric}"))
class TargetSet(Event):
    """Absent: there is no target any more."""

    metric: Code
    target: float | None = None
