"""What may happen to changes (`change:N`) and problems (`problem:N`)."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import AgentId, Code, ItemId, ServiceId, TeamId
from trifecta.base.kinds import Erasure, Event, kind
from trifecta.base.text import N_


@kind("change.recorded", N_("{actor} recorded the change"), erasure=Erasure.WORDS)
class ChangeRecorded(Event):
    """
    A change as its source tells it, whole; `happened_at` is when the record was opened. The latest telling counts.

    risk: minor, business, major or the source's word; sort: the source's type of change.
    """

    sort: Code | None = None
    risk: Code | None = None
    emergency: bool | None = None
    service: ServiceId | None = None
    planned_start_at: datetime | None = None
    planned_end_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    closed_at: datetime | None = None


@kind("change.item_named", N_("{actor} named {item} as affected"))
class ChangeItemNamed(Event):
    item: ItemId


@kind("problem.opened", N_("{actor} opened the problem"), erasure=Erasure.WORDS)
class ProblemOpened(Event):
    impact: int | None = None
    service: ServiceId | None = None
    item: ItemId | None = None
    team: TeamId | None = None


@kind("problem.assigned", N_("{actor} assigned the problem to {assignee} in {team}"))
class ProblemAssigned(Event):
    team: TeamId | None = None
    assignee: AgentId | None = None


@kind("problem.moved", N_("{actor} moved the problem to {state}"))
class ProblemMoved(Event):
    """state: open, waiting, resolved, closed, cancelled."""

    state: Code
