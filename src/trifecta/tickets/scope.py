"""
Who may see which ticket: the one layer that every door asks.

Agents see the tickets of every open team; those of a restricted team only as its members, as owner, as assignee, or
while the work is on offer to a team of theirs, or its ownership to them. Whoever follows a ticket sees of it what their
role says (`following`). Leaders, administrators and auditors see all. Customers see what they asked or follow, and who
manages an organization what anyone in it asked, unless a restricted team has it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from trifecta.customers.models import Customer
from trifecta.staff.models import Agent, Role, Team

Person = Agent | Customer
SEE_ALL = frozenset({Role.LEADER, Role.ADMIN, Role.AUDITOR})


def has_access(person: Person) -> bool:
    """Not who has left, and not the placeholder, which stands for nobody."""
    return person.is_active and not (isinstance(person, Agent) and person.is_placeholder)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query or a metric must leave out for a person: teams hidden from `agent_id`, unless owned or assigned."""

    agent_id: int
    hidden_team_ids: tuple[int, ...]


def scope_of(agent: Agent) -> Scope:
    """The teams whose tickets this agent may not see."""
    if _sees_all(agent):
        return Scope(agent.pk, ())
    return Scope(agent.pk, tuple(_hidden_from(agent).order_by("id").values_list("id", flat=True)))


def teams_seen_by(agent: Agent) -> QuerySet[Team]:
    """The teams whose tickets this agent may see, so that lists may name them."""
    return Team.objects.all() if _sees_all(agent) else Team.objects.exclude(pk__in=_hidden_from(agent).values("pk"))


def _sees_all(agent: Agent) -> bool:
    return agent.role in SEE_ALL


def _hidden_from(agent: Agent) -> QuerySet[Team]:
    return Team.objects.filter(is_restricted=True).exclude(agents=agent)
