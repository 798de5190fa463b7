"""Cases as facts: instants, names made ids, missing values gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from trifecta.base.ids import AgentId, CategoryId, CustomerId, ItemId, ServiceId, TeamId
from trifecta.importers.contract import BadSource, Names
from trifecta.importers.reading.cells import MISSING, leading_number
from trifecta.importers.xes import states
from trifecta.importers.xes.log import Attributes, Case, Event

NO_VALUE = MISSING | {"Unmatched", "UNKNOWN"}
ATTRIBUTES = {
    "team": "org:group",
    "agent": "org:resource",
    "service": "product",
    "item": "item",
    "category": "category",
    "requester": "customer",
}
"""Which attribute says what, unless an option names another one."""
_GRADES = {"critical": 1, "major": 1, "high": 2, "medium": 3, "moderate": 3, "low": 4, "minor": 4}
# Support teams that carry their line at the end of the name, as "G21 2nd".
_LEVELS = {"1st": "1", "2nd": "2", "3rd": "3"}


class BadEvent(ValueError):
    """An event or case that cannot be used; the message is a reason for the rejects file."""


class Step(NamedTuple):
    """One event."""

    at: datetime
    name: str
    transition: str
    team: TeamId | None
    agent: AgentId | None

    @property
    def actor(self) -> str:
        return "importer:xes" if self.agent is None else f"staff:{self.agent}"

    @property
    def states(self) -> list[str]:
        """How the case stands after it, step by step."""
        return states.states_of(self.name, self.transition)

    @property
    def worker(self) -> AgentId | None:
        """Who works on the case after it: nobody while it is queued."""
        return None if states.QUEUED in self.states else self.agent


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about, from the first event or the case itself."""

    impact: int | None
    urgency: int | None
    priority: int | None
    service: ServiceId | None
    item: ItemId | None
    category: CategoryId | None
    requester: CustomerId | None


@dataclass(slots=True)
class Reader:
    """
    Turns cases into matters and steps.

    attributes: which attribute says what. unzoned_count: instants without an offset, read in the zone of the request.
    """

    names: Names
    zone: tzinfo
    attributes: Mapping[str, str]
    unzoned_count: int = 0
    _teams: dict[str, TeamId] = field(default_factory=dict)
    _agents: dict[tuple[str, TeamId | None], AgentId] = field(default_factory=dict)

    def step(self, event: Event) -> Step:
        """Raises BadEvent."""
        told = event.attributes
        team = self._team(value(told, self.attributes["team"]))
        return Step(
            at=self._instant(told),
            name=value(told, "concept:name"),
            transition=value(told, "lifecycle:transition"),
            team=team,
            agent=self._agent(value(told, self.attributes["agent"]), team),
        )

    def matter(self, case: Case) -> Matter:
        first = {**case.attributes, **(case.events[0].attributes if case.events else {})}
        said = {name: value(first, attribute) for name, attribute in self.attributes.items()}
        service = self.names.service(said["service"]) if said["service"] else None
        return Matter(
            impact=grade(value(first, "impact")),
            urgency=grade(value(first, "urgency")),
            priority=grade(value(first, "priority")),
            service=service,
            item=self.names.item(said["item"], service=service) if said["item"] else None,
            category=self.names.category(said["category"]) if said["category"] else None,
            requester=self.names.customer(said["requester"]) if said["requester"] else None,
        )

    def _instant(self, told: Attributes) -> datetime:
        text = value(told, "time:timestamp")
        if not text:
            raise BadEvent("it has no “time:timestamp”")
        try:
            at = datetime.fromisoformat(text)
        except ValueError as error:
            raise BadEvent(f"its “time:timestamp” “{text[:40]}” is no instant") from error
        if at.tzinfo is None:
            self.unzoned_count += 1
            at = at.replace(tzinfo=self.zone)
        return at.astimezone(UTC)

    def _team(self, name: str) -> TeamId | None:
        if name and name not in self._teams:
            self._teams[name] = self.names.team(name, level=_LEVELS.get(name.rpartition(" ")[2].casefold()))
        return self._teams.get(name)

    def _agent(self, name: str, team: TeamId | None) -> AgentId | None:
        if name and (name, team) not in self._agents:
            self._agents[name, team] = self.names.agent(name, team=team)
        return self._agents.get((name, team))


def chosen(options: Mapping[str, str], present: frozenset[str]) -> dict[str, str]:
    """The attributes to read. Raises BadSource when an option names one that no event has."""
    for name in ATTRIBUTES:
        wanted = options.get(name)
        if wanted and wanted not in present:
            raise BadSource(
                f"No event has the attribute “{wanted}” that should name the {name}; there are: "
                f"{', '.join(sorted(present))}."
            )
    return {name: options.get(name) or attribute for name, attribute in ATTRIBUTES.items()}


def value(attributes: Attributes, name: str) -> str:
    """What an attribute says, "" for a missing value."""
    text = attributes.get(name, "").strip()
    return "" if text in NO_VALUE else text


def grade(text: str) -> int | None:
    """
    A grade from its word or its number.

    >>> grade("High"), grade("3 - Moderate"), grade("blue")
    (2, 3, None)
    """
    return _GRADES.get(text.casefold()) or leading_number(text) or None


def key_of(case: Case) -> str:
    """Its name, else its id; "" when it has neither."""
    return value(case.attributes, "concept:name") or value(case.attributes, "identity:id")


def merged(cases: Sequence[Case]) -> Case:
    """
    The tellings of one case by several logs as one.

    What is told twice counts once; a later telling adds the attributes that an earlier one lacks.
    """
    events: dict[tuple[str, ...], Event] = {}
    for event in _events(cases):
        told = event.attributes
        same = tuple(told.get(name, "") for name in _IDENTITY)
        if same in events:
            events[same] = events[same]._replace(attributes={**told, **events[same].attributes})
        else:
            events[same] = event
    repeated_count = sum(len(case.events) for case in cases) - len(events)
    attributes = {name: text for case in reversed(cases) for name, text in case.attributes.items()}
    return Case(cases[0].file, cases[0].line, attributes, list(events.values()), repeated_count)


def _events(cases: Sequence[Case]) -> Iterator[Event]:
    for case in cases:
        yield from case.events


_IDENTITY = ("time:timestamp", "concept:name", "lifecycle:transition", "org:resource")
