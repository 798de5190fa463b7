"""Agree on where a number should be."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.errors import NotPermitted
from trifecta.base.ids import Code
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.scorecards.events import TargetSet
from trifecta.scorecards.models import Line
from trifecta.staff.models import Agent, Role

MAY_SET = {Role.LEADER, Role.ADMIN}


def may_set(by: Agent) -> bool:
    return by.is_active and by.role in MAY_SET


@transaction.atomic
def set_target(line: Line, *, target: float | None, by: Agent, at: datetime) -> None:
    """Nothing happens when the target is the same. Raises NotPermitted."""
    if not may_set(by):
        raise NotPermitted(N_("Only a service leader may set targets."))
    if line.target == target:
        return
    line.target = target
    line.save(update_fields=["target"])
    journal.append(line.stream, TargetSet(metric=Code(line.metric), target=target), by=by, at=at)
