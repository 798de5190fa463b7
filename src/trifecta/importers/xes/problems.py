"""A case told as a problem."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.xes import states
from trifecta.importers.xes.cases import Matter, Step
from trifecta.records.events import ProblemAssigned, ProblemMoved, ProblemOpened


def tell(matter: Matter, steps: Sequence[Step]) -> list[Told]:
    """Every event of the problem; the first step opens it. What moves nothing is not told."""
    first = steps[0]
    opened = ProblemOpened(impact=matter.impact, service=matter.service, item=matter.item, team=first.team)
    told = [Told(first.at, first.actor, opened)]
    holder: tuple[TeamId | None, AgentId | None] = (first.team, None)
    state = states.OPEN
    for step in steps:
        now = (step.team or holder[0], step.worker)
        events: list[Event] = []
        if now != holder:
            events.append(ProblemAssigned(team=now[0], assignee=now[1]))
            holder = now
        for moved in step.states:
            meant = states.OPEN if moved == states.QUEUED else moved
            if meant != state:
                events.append(ProblemMoved(state=Code(meant)))
                state = meant
        told += [Told(step.at, step.actor, event) for event in events]
    return told
