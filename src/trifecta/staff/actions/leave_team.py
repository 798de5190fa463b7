"""Take an agent out of a team."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId, TeamId
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.events import TeamLeft
from trifecta.staff.models import Agent, Membership, Team


@transaction.atomic
def leave_team(agent: Agent, *, team: Team, by: Actor, at: datetime) -> None:
    """What the agent works on stays with them until it is assigned anew. Raises NotPermitted."""
    permits.require_run_desk(by)
    left_count, _ = Membership.objects.filter(agent=agent, team=team).delete()
    if left_count:
        left = TeamLeft(agent=AgentId(agent.pk), team=TeamId(team.pk))
        journal.append(ids.stream("agent", agent.pk), left, by=by, at=at)
