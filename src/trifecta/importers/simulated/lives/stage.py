"""Where lives are played: the world, its plans, and everything else a life has to ask for."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import exp

from trifecta.base import ids
from trifecta.importers.contract import Names
from trifecta.importers.simulated.books import Books
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Team
from trifecta.importers.simulated.company.portfolio import Service
from trifecta.importers.simulated.company.rota import Rota
from trifecta.importers.simulated.company.world import World
from trifecta.importers.simulated.hours import DAY_S, HOUR_S
from trifecta.importers.simulated.plans.causes import Arrival
from trifecta.importers.simulated.plans.problems import ProblemPlan
from trifecta.importers.simulated.plans.trends import Decline, Initiative
from trifecta.importers.simulated.speech.situations import Situation
from trifecta.importers.simulated.speech.slots import Vocabulary
from trifecta.importers.simulated.speech.voice import Speech

LOST_EACH_MONTH = 2


@dataclass(slots=True)
class Stage:
    """
    desk: the team that answers. categories: ids by name. problems: by situation.
    usual, usual_sums: situations that arrive by themselves, with the running totals of their weights.
    usual_load: matters that are on the desk's mind at an ordinary moment.
    asides: chance for what may be added to a life without moving the rest of the world.
    asked: when each customer was last sent a survey. later: arrivals that lives brought about.
    """

    world: World
    names: Names
    chance: Chance
    asides: Chance
    rota: Rota
    speech: Speech
    vocabulary: Vocabulary
    situations: Mapping[str, Situation]
    categories: Mapping[str, ids.CategoryId]
    initiative: Initiative
    decline: Decline
    problems: Mapping[str, list[ProblemPlan]]
    books: Books
    usual: Sequence[Situation]
    usual_sums: Sequence[float]
    usual_load: float
    ends_at: int
    desk: Team
    asked: dict[int, int] = field(default_factory=dict)
    later: list[tuple[int, int, Arrival]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _lost: Counter[int] = field(default_factory=Counter)
    _load: float = 0.0
    _load_at: int = 0

    @property
    def open_services(self) -> list[Service]:
        """What a customer may pick by mistake."""
        return [service for service in self.world.portfolio.services.values() if not service.team.is_restricted]

    def ticket(self) -> tuple[str, ids.TicketId]:
        key = self._key("T")
        return key, ids.TicketId(self.names.reserve("ticket", key))

    def contact(self) -> tuple[str, ids.ContactId]:
        key = self._key("C")
        return key, ids.ContactId(self.names.reserve("contact", key))

    def survey(self) -> str:
        key = self._key("S")
        self.names.reserve("survey", key)
        return key

    def _key(self, letter: str) -> str:
        return f"{self.world.options.prefix}{letter}{next(self._numbers)}"

    def spawn(self, arrival: Arrival) -> None:
        """Something that this life brings about, unless it lies after the end of the world."""
        if arrival.at < self.ends_at:
            heapq.heappush(self.later, (arrival.at, next(self._numbers), arrival))

    def loses_one(self, at: int) -> bool:
        """True for the first two matters of each thirty days that ask."""
        month = at // (30 * DAY_S)
        self._lost[month] += 1
        return self._lost[month] <= LOST_EACH_MONTH

    def crowd(self, at: int) -> float:
        """How much busier than usual the desk is, from 0.6 to 6; each arrival is forgotten within some hours."""
        self._load *= exp((self._load_at - at) / (2 * HOUR_S))
        self._load, self._load_at = self._load + 1.0, at
        return min(6.0, max(0.6, self._load / self.usual_load))
