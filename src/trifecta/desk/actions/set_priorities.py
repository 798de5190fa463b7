"""Say which priority follows from impact and urgency at this desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trifecta.base.actors import Actor
from trifecta.preferences.actions import set_priorities as preferences
from trifecta.preferences.models import PriorityGrid
from trifecta.staff import permits


def set_priorities(grid: Sequence[Sequence[int]], *, seen: int | None = None, by: Actor, at: datetime) -> PriorityGrid:
    """
    Tickets keep the priority that they have until somebody sets it anew.

    seen: the number of the version that whoever asks has seen. Raises NotPermitted, NoGrid, GridMoved.
    """
    permits.require_run_desk(by)
    return preferences.set_priorities(grid, seen=seen, by=by, at=at)
