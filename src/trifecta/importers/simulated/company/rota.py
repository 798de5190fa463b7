"""Who is at the desk at an instant, and who of them takes the next matter."""

from __future__ import annotations

from trifecta.importers.simulated.chance import Chance, running
from trifecta.importers.simulated.company.people import Agent, Team

_SLOT_S = 1800
_TRIES = 4
_SLOTS_KEPT = 2_000


class Shift:
    """People who are there together, with the running totals of their mix for each kind of work."""

    __slots__ = ("agents", "sums")

    def __init__(self, agents: list[Agent]) -> None:
        self.agents = agents
        works = agents[0].mix if agents else ()
        self.sums = {work: running([agent.mix[work] for agent in agents]) for work in works}


class Rota:
    """Looks up the people on shift by half hour; shifts begin and end on half hours."""

    def __init__(self, team: Team, chance: Chance) -> None:
        self._team, self._chance = team, chance
        self._shifts: dict[tuple[str, ...], Shift] = {}
        self._slots: dict[int, Shift] = {}

    def on_shift(self, at: int) -> Shift:
        slot = at // _SLOT_S
        found = self._slots.get(slot)
        if found is None:
            if len(self._slots) > _SLOTS_KEPT:
                self._slots.clear()
            found = self._slots[slot] = self._look_up(slot * _SLOT_S)
        return found

    def _look_up(self, at: int) -> Shift:
        there = [agent for agent in self._team.members if agent.joined_at <= at and agent.hours.is_open(at)]
        return self._shifts.setdefault(tuple(agent.key for agent in there), Shift(there))

    def next_open(self, at: int) -> int:
        """`at` if someone is there, else when the desk opens next."""
        return at if self.on_shift(at).agents else self._team.hours.after(at, 0)

    def pick(self, work: str, at: int) -> Agent:
        """Someone on shift at `at` or when the desk opens next, by their mix of work."""
        shift = self.on_shift(self.next_open(at))
        if not shift.agents:
            return self._team.members[0]
        return self._chance.weighted(shift.agents, shift.sums[work])

    def answer(self, work: str, at: int) -> tuple[Agent, int]:
        """Who takes a call that comes at `at`, and when: at once by someone free, else by who is free first."""
        shift = self.on_shift(at)
        tried = [self._chance.weighted(shift.agents, shift.sums[work]) for _ in range(_TRIES)]
        free = next((agent for agent in tried if agent.free_at <= at), None)
        if free is not None:
            return free, at
        soonest = min(tried, key=_free_at)
        return soonest, soonest.free_at


def _free_at(agent: Agent) -> int:
    return agent.free_at
