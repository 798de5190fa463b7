"""Someone joins those who answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.events import AgentAdded
from trifecta.staff.models import Agent, Membership, Role, Team


@transaction.atomic
def add_agent(
    *,
    name: str,
    role: str = Role.AGENT,
    team: Team | None = None,
    account: Account | None = None,
    by: Actor,
    at: datetime,
) -> Agent:
    """A new agent, in a team if one is named; a lead leads it. Raises NotPermitted."""
    permits.require_run_desk(by)
    agent = Agent.objects.create(name=name, role=role, account=account)
    if team is not None:
        Membership.objects.create(agent=agent, team=team, is_lead=role == Role.LEAD)
    team_id = TeamId(team.pk) if team else None
    added = AgentAdded(agent=AgentId(agent.pk), role=Code(role), team=team_id)
    journal.append(ids.stream("agent", agent.pk), added, by=by, at=at)
    return agent
