"""Who to sign in as when the world is shown."""

from __future__ import annotations

from typing import Any

from trifecta.importers.simulated.company.people import Agent, Customer
from trifecta.importers.simulated.lives.stage import Stage


def of(stage: Stage) -> dict[str, Any]:
    """People to sign in as: a busy agent, one of the next level, the lead, the leader, a customer with open matters."""
    books, world = stage.books, stage.world
    callers = [agent for agent in world.teams["desk"].members if agent.role == "agent"]
    busy = max(callers, key=lambda agent: books.open_of[agent.key])
    next_level = (agent for team in world.teams.values() if team.level == "2" for agent in team.members)
    customer = max(world.customers, key=lambda person: _interest(stage, person))
    return {
        "agent": _person(busy) | {"open_tickets": books.open_of[busy.key]},
        "specialist": _person(max(next_level, key=lambda agent: books.open_of[agent.key])),
        "lead": _person(world.teams["desk"].members[0]),
        "leader": _person(world.leader),
        "customer": {
            "key": customer.key,
            "name": customer.name,
            "email": customer.email,
            "tickets": books.tickets_of[customer.key],
            "open_tickets": books.open_asked[customer.key],
        },
    }


def _interest(stage: Stage, person: Customer) -> tuple[int, int]:
    """Two or more open matters, and enough in all to look back on."""
    books = stage.books
    return min(2, books.open_asked[person.key]), -abs(books.tickets_of[person.key] - 16)


def _person(agent: Agent) -> dict[str, Any]:
    return {"key": agent.key, "name": agent.name, "role": agent.role, "team": agent.team.name if agent.team else None}
