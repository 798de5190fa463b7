"""Put an agent into a team."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import AgentId, TeamId
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.events import TeamJoined
from trifecta.staff.models import Agent, Membership, Team


class NoLongerHere(RuleBroken):
    """The agent or the team is gone."""


@transaction.atomic
def join_team(agent: Agent, *, team: Team, is_lead: bool = False, by: Actor, at: datetime) -> Membership:
    """
    The membership; that of someone who is in the team already is changed. Nothing happens when nothing changes.

    Raises NotPermitted, NoLongerHere.
    """
    permits.require_run_desk(by)
    if not (agent.is_active and team.is_active) or agent.is_placeholder:
        raise NoLongerHere(N_("This person or this team is no longer at the desk."))
    membership = Membership.objects.filter(agent=agent, team=team).first()
    if membership is not None and membership.is_lead == is_lead:
        return membership
    membership = membership or Membership(agent=agent, team=team)
    membership.is_lead = is_lead
    membership.save()
    joined = TeamJoined(agent=AgentId(agent.pk), team=TeamId(team.pk), leads=is_lead)
    journal.append(ids.stream("agent", agent.pk), joined, by=by, at=at)
    return membership
