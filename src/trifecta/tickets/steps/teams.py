"""What acts ask of a team before work lies with it, and how work gets there."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.actors import Actor
from trifecta.base.ids import TeamId
from trifecta.base.text import N_
from trifecta.staff.models import Agent, Membership, Role, Team
from trifecta.tickets import refusals, story
from trifecta.tickets.events.handoff import HandoffWithdrawn
from trifecta.tickets.models import Ticket


def require_running(team: Team) -> None:
    if not team.is_active:
        raise refusals.TeamGone(N_("This team no longer takes work; choose another one."))


def require_member(agent: Agent | None, team_id: int | None) -> None:
    """Nobody is in every team; without a team the work may lie with anyone who still works here."""
    if agent is None:
        return
    is_member = team_id is None or Membership.objects.filter(agent=agent, team=team_id).exists()
    if not (agent.is_active and is_member) or agent.role == Role.AUDITOR:
        raise refusals.NotInThatTeam(N_("The work can only lie with someone who is in the team that has it."))


def move(ticket: Ticket, team_id: int | None) -> tuple[str, ...]:
    """
    Put the row with this team and name the columns that this touches.

    The first team is no change of team. Whoever gets the work, an offer of it to someone else has lost its sense.
    """
    if team_id == ticket.team_id:
        return ()
    ticket.team_change_count += ticket.team_id is not None and team_id is not None
    ticket.team_id = team_id
    ticket.offered_to, ticket.offered_at = None, None
    return "team", "team_change_count", "offered_to", "offered_at"


def take_back_offer(ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """Say that the team that was asked need not answer any more; nothing if none was."""
    asked = ticket.offered_to_id
    if asked is not None:
        ticket.offered_to, ticket.offered_at = None, None
        story.tell(ticket, HandoffWithdrawn(team=TeamId(asked)), "offered_to", "offered_at", by=by, at=at)
