"""A case told as a ticket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.xes import states
from trifecta.importers.xes.cases import Matter, Step
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events import conversation, flow, handoff

_REASSIGNED = Code("reassigned")


def tell(matter: Matter, steps: Sequence[Step]) -> list[Told]:
    """Every event of the ticket; the first step opens it. What moves nothing is a note."""
    first, *later = steps
    course = _Course(first.team, first.worker)
    told = [Told(first.at, first.actor, _opened(matter, course))]
    told += [Told(first.at, first.actor, event) for event in course.states(first)]
    for step in later:
        events = [*course.passes(step), *course.states(step)] or [conversation.NoteAdded()]
        told += [Told(step.at, step.actor, event) for event in events]
    return told


def _opened(matter: Matter, course: _Course) -> flow.Opened:
    return flow.Opened(
        sort=Code("incident"),
        owner=AgentId(PLACEHOLDER_ID),
        requester=matter.requester,
        team=course.team,
        assignee=course.agent,
        impact=matter.impact,
        urgency=matter.urgency,
        priority=matter.priority,
        service=matter.service,
        item=matter.item,
        category=matter.category,
    )


@dataclass(slots=True)
class _Course:
    """With whom the ticket is and how it stands."""

    team: TeamId | None
    agent: AgentId | None
    state: str = states.OPEN

    def passes(self, step: Step) -> Iterator[Event]:
        """The log knows no acceptance: work that comes to another team is offered and accepted at one instant."""
        team = step.team or self.team
        if team is not None and self.team is not None and team != self.team:
            yield handoff.HandoffOffered(to_team=team, reason=_REASSIGNED)
            yield handoff.HandoffAccepted(team=team, assignee=step.worker)
        elif (team, step.worker) != (self.team, self.agent):
            yield handoff.Assigned(team=team, assignee=step.worker)
        self.team, self.agent = team, step.worker

    def states(self, step: Step) -> Iterator[Event]:
        for state in step.states:
            yield from self._moves(state, step)
            self.state = states.OPEN if state == states.QUEUED else state

    def _moves(self, state: str, step: Step) -> Iterator[Event]:
        is_work = state in {states.OPEN, states.QUEUED, states.WAITING}
        if is_work and self.state in {states.RESOLVED, states.CLOSED, states.CANCELLED}:
            yield flow.Reopened()
        elif is_work and state != states.WAITING and self.state == states.WAITING:
            yield flow.Resumed()
        if state == self.state:
            return
        if state == states.WAITING:
            yield flow.Waiting(on=states.waited_on(step.name, step.transition))
        elif state == states.RESOLVED:
            yield flow.Resolved()
        elif state == states.CLOSED:
            yield flow.Closed()
        elif state == states.CANCELLED:
            yield flow.Cancelled(reason=Code("other"))
