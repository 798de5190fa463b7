"""How people at the desk and its customers write. Each person keeps to their own greeting and closing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trifecta.importers.simulated import tables
from trifecta.importers.simulated.chance import Chance
from trifecta.importers.simulated.company.people import Agent, Customer
from trifecta.importers.simulated.speech.slots import Slots


class Speech:
    """Makes letters, replies and notes from the templates of `desk.toml`, and lines of any other templates."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._told: dict[str, dict[str, Any]] = tables.table("texts", "desk")
        self._frames: dict[str, tuple[str, str]] = {}

    def line(self, slots: Slots, templates: Sequence[str]) -> str:
        return self._chance.pick(templates).format_map(slots)

    def told(self, voice: str, name: str) -> Sequence[Any]:
        """Sentences that fit any matter: voice is `agent`, `customer`, `team`, `system`, `survey` or `spam`."""
        found: Sequence[Any] = self._told[voice][name]
        return found

    def letter(self, customer: Customer, text: str) -> str:
        """What a customer writes."""
        return self._framed(customer.key, text, customer)

    def reply(self, agent: Agent, customer: Customer, *sentences: str) -> str:
        """What an agent writes to a customer."""
        frame = self._frames.get(agent.key) or self._agents_frame(agent)
        return f"{frame[0]} {customer.first},\n\n{' '.join(sentences)}\n\n{frame[1]}"

    def _agents_frame(self, agent: Agent) -> tuple[str, str]:
        """Greeting and closing."""
        voice = self._told["agent"]
        is_desk = agent.team is None or agent.team.code == "desk"
        closings = voice["closings" if is_desk else "team_closings"]
        team = agent.team.name if agent.team else "Service Desk"
        closing = closings[agent.style // 4 % len(closings)].format(agent=agent.first, team=team)
        frame = self._frames[agent.key] = (voice["greetings"][agent.style % 4], closing)
        return frame

    def _framed(self, key: str, text: str, customer: Customer) -> str:
        if key not in self._frames:
            voice = self._told["customer"]
            greeting = voice["greetings"][customer.number % len(voice["greetings"])]
            closing = voice["closings"][customer.number // 3 % len(voice["closings"])].format(
                first=customer.first, name=customer.name, department=customer.department, site=customer.site.name
            )
            self._frames[key] = (f"{greeting}\n\n" if greeting else "", f"\n\n{closing}" if closing else "")
        before, after = self._frames[key]
        return f"{before}{text}{after}"
