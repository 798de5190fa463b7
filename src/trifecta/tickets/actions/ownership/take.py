"""Take the work; and the ownership too, if nobody real has it yet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.text import N_
from trifecta.staff.models import PLACEHOLDER_ID, Agent, Team
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import owning


@transaction.atomic
def take(ticket: Ticket, *, team: Team | None = None, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, now worked on by `by`, who also owns it if its owner was the placeholder: you answer it, you own it.

    team: where work that no team has goes; needed only by someone who is in several. Raises NotYourTicket,
    AlreadyYours, ChooseTeam, NotInThatTeam and what the state forbids.
    """
    ticket = permits.admit(by, Act.TAKE, ticket)
    if ticket.team_id is None:
        team = team or _only_team(by)
    if ticket.assignee_id != by.pk:
        ticket = assign(ticket, assignee=by, team=team, by=by, at=at)
    if ticket.owner_id == PLACEHOLDER_ID:
        owning.take_over(ticket, by=by, at=at)
    return ticket


def _only_team(agent: Agent) -> Team:
    teams = list(agent.teams.filter(is_active=True)[:2])
    if len(teams) != 1:
        raise refusals.ChooseTeam(N_("Say for which team you take this work."))
    return teams[0]
