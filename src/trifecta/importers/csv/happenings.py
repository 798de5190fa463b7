"""Rows that tell what happened: read, told once, and turned into events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.csv.mapping import Events
from trifecta.importers.csv.people import People
from trifecta.importers.csv.tickets import Line, Ticket
from trifecta.importers.reading.cells import BadCell
from trifecta.tickets.events import conversation, flow, handoff

ACTOR = "importer:csv"
_REASSIGNED = Code("reassigned")


class Happening(NamedTuple):
    """One row's event: what it becomes, and who did it, as texts."""

    at: datetime
    activity: str
    kinds: tuple[str, ...]
    by: str
    team: str
    words: str


def read(line: Line) -> Happening | None:
    """What a row tells, None when it only repeats its ticket. Raises BadDate, and BadCell for what is not mapped."""
    binding, (_, cells) = line
    told = binding.meaning.events
    if told is None:
        return None
    at = binding.instant(cells, told.at)
    activity = binding.text(cells, told.activity)
    if at is None:
        if activity:
            raise BadCell(f"“{told.at.column}” is empty, so nobody knows when it happened")
        return None
    return Happening(
        at=at,
        activity=activity,
        kinds=told.kind or _kinds(activity, told),
        by=binding.text(cells, told.by),
        team=binding.text(cells, told.team),
        words=binding.text(cells, told.words),
    )


def _kinds(activity: str, told: Events) -> tuple[str, ...]:
    kinds = told.kinds.get(activity.casefold())
    if kinds is None:
        raise BadCell(f"the activity “{activity[:60]}” is not in [event.kinds] of the mapping")
    return kinds


@dataclass(slots=True)
class Retelling:
    """
    The happenings of one ticket as events, in the order of time.

    agents: texts that are known to be agents, so that a message can be told from a customer's.
    Reopened is told only of what was solved or closed, resumed only of what waits, so that an activity such as “taken
    in charge” may mean all three.
    """

    ticket: Ticket
    people: People
    agents: frozenset[str]
    holder: TeamId | None = field(init=False)
    is_waiting: bool = False
    is_finished: bool = False

    def __post_init__(self) -> None:
        self.holder = self.ticket.team

    def tell(self, happenings: Sequence[Happening]) -> Iterator[Told]:
        for happening in happenings:
            for kind in happening.kinds:
                for event in self._events(kind, happening):
                    self._note(event)
                    yield Told(happening.at, self._actor(kind, happening), event, happening.words or None)

    def _events(self, kind: str, happening: Happening) -> Iterator[Event]:
        if kind in {"opened", "ignored"}:
            return
        if kind == "assigned":
            yield from self._assigned(happening)
        elif kind.startswith("message"):
            yield self._message(kind, happening)
        elif kind.startswith("waiting on "):
            if not self.is_finished:
                yield flow.Waiting(on=Code(kind.removeprefix("waiting on ")))
        elif kind == "resumed":
            if self.is_waiting:
                yield flow.Resumed()
        elif kind == "reopened":
            if self.is_finished:
                yield flow.Reopened()
        else:
            yield _PLAIN[kind]

    def _assigned(self, happening: Happening) -> Iterator[Event]:
        """The export knows no acceptance: work that comes to another team is offered and accepted at one instant."""
        assignee = self._agent(happening)
        team = self.people.team(happening.team) or self.holder
        if team is not None and self.holder is not None and team != self.holder:
            yield handoff.HandoffOffered(to_team=team, reason=_REASSIGNED)
            yield handoff.HandoffAccepted(team=team, assignee=assignee)
        else:
            yield handoff.Assigned(team=team, assignee=assignee)
        self.holder = team

    def _message(self, kind: str, happening: Happening) -> Event:
        if kind == "message_received" or (kind == "message" and self._is_requester(happening)):
            return conversation.MessageReceived()
        if kind == "message_sent" or happening.by in self.agents:
            return conversation.MessageSent()
        return conversation.NoteAdded()

    def _note(self, event: Event) -> None:
        if isinstance(event, flow.Waiting | flow.Resumed):
            self.is_waiting = isinstance(event, flow.Waiting)
        elif isinstance(event, flow.Resolved | flow.Closed | flow.Cancelled | flow.Reopened):
            self.is_waiting, self.is_finished = False, not isinstance(event, flow.Reopened)

    def _actor(self, kind: str, happening: Happening) -> str:
        if not happening.by:
            return ACTOR
        if self._is_requester(happening) and self.ticket.customer is not None:
            return f"customer:{self.ticket.customer}"
        # Someone who writes and was never named as an agent may be a colleague of the customer.
        if kind == "message" and happening.by not in self.agents:
            return ACTOR
        return f"staff:{self._agent(happening)}"

    def _is_requester(self, happening: Happening) -> bool:
        return bool(happening.by) and happening.by == self.ticket.requester

    def _agent(self, happening: Happening) -> AgentId | None:
        return self.people.agent(happening.by, team=happening.team)


_PLAIN: dict[str, Event] = {
    "note": conversation.NoteAdded(),
    "resolved": flow.Resolved(),
    "closed": flow.Closed(),
    "cancelled": flow.Cancelled(reason=Code("other")),
}
