"""Accept the work for the team it is on offer to; from now on the time is this team's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import AgentId, TeamId
from trifecta.staff.models import Agent
from trifecta.tickets import permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.handoff import HandoffAccepted
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import teams


@transaction.atomic
def accept_handoff(ticket: Ticket, *, assignee: Agent | None = None, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, with the team that it was on offer to and, if said, a member of that team to work on it.

    Raises NotYourTicket, NotOnOffer, NotInThatTeam and what the state forbids.
    """
    ticket = permits.admit(by, Act.ACCEPT_HANDOFF, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    team_id = ticket.offered_to_id
    assert team_id is not None  # the rule has asked
    teams.require_member(assignee, team_id)
    moved = teams.move(ticket, team_id)
    ticket.assignee = assignee
    accepted = HandoffAccepted(team=TeamId(team_id), assignee=AgentId(assignee.pk) if assignee else None)
    story.tell(ticket, accepted, *moved, "assignee", by=by, at=at)
    return ticket
