"""Say which priority follows from impact and urgency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.preferences.events import PrioritiesSet
from trifecta.preferences.models import STREAM, PriorityGrid

LEVELS, PRIORITIES = 4, range(1, 6)


class NoGrid(RuleBroken):
    """Something else than four rows of four priorities."""


class GridMoved(RuleBroken):
    """Somebody set another one since."""


@transaction.atomic
def set_priorities(grid: Sequence[Sequence[int]], *, seen: int | None = None, by: Actor, at: datetime) -> PriorityGrid:
    """
    The next version, which holds for what is set from now on; the same one when nothing changes.

    seen: the number of the version that whoever asks has seen, 0 for none. Who may is asked above. Raises NoGrid,
    GridMoved.
    """
    rows = [list(row) for row in grid]
    if [len(row) for row in rows] != [LEVELS] * LEVELS or any(one not in PRIORITIES for row in rows for one in row):
        raise NoGrid(N_("Give each of the four impacts a priority from 1 to 5 for each of the four urgencies."))
    latest = PriorityGrid.objects.select_for_update().order_by("-number").first()
    if seen is not None and seen != (latest.number if latest else 0):
        raise GridMoved(N_("Somebody else saved other priorities meanwhile. Compare them with yours, then save again."))
    if latest is not None and latest.grid == rows:
        return latest
    number = latest.number + 1 if latest else 1
    version = PriorityGrid.objects.create(number=number, grid=rows, created_at=at, created_by=by.actor)
    journal.append(STREAM, PrioritiesSet(version=number), by=by, at=at)
    return version
