"""Say who in the team works on it; or bring work that no team has into its first team."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.ids import AgentId, TeamId
from trifecta.staff.models import Agent, Team
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.handoff import Assigned
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import teams


@transaction.atomic
def assign(
    ticket: Ticket, *, assignee: Agent | None, team: Team | None = None, by: Agent | System, at: datetime
) -> Ticket:
    """
    The ticket, now worked on by `assignee` (nobody, if None) in the team that has it or, if none has, in `team`.

    Raises NotYourTicket, OfferItInstead, NotInThatTeam, TeamGone and what the state forbids.
    """
    ticket = permits.admit(by, Act.ASSIGN, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    if team is not None:
        rules.require_same_team(team.pk, held_by=ticket.team_id)
        teams.require_running(team)
    team_id = team.pk if team else ticket.team_id
    teams.require_member(assignee, team_id)
    moved = teams.move(ticket, team_id)
    ticket.assignee = assignee
    assigned = Assigned(team=TeamId(team_id) if team_id else None, assignee=AgentId(assignee.pk) if assignee else None)
    story.tell(ticket, assigned, *moved, "assignee", by=by, at=at)
    return ticket
