"""Pass the work on while the customer is on the line: offered and accepted in one conversation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.staff.models import Agent, Membership
from trifecta.tickets import codes, permits, rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.events.handoff import HandoffAccepted, HandoffOffered
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import teams


@transaction.atomic
def transfer_warmly(ticket: Ticket, *, to: Membership, reason: str, words: str, by: Agent, at: datetime) -> Ticket:
    """
    The ticket, with whoever took over in the conversation, for the team they are in; the owner stays.

    Both halves are in the log at the same instant, each by the one who did it: the offer by `by`, the acceptance by
    the other, and there that `by` told it for them. No time is nobody's. words: what was said to them, so that the
    customer need not say it again. Raises NotInThatTeam, and what offer_handoff raises.
    """
    ticket = permits.admit(by, Act.TRANSFER_WARMLY, ticket)
    at = rules.in_turn(at, latest=ticket.updated_at)
    rules.require_code(reason, codes.HANDOFF_REASONS)
    rules.require_words(words)
    rules.require_elsewhere(to.team_id, held_by=ticket.team_id)
    teams.require_running(to.team)
    teams.require_member(to.agent, to.team_id)
    teams.take_back_offer(ticket, by=by, at=at)
    team_id = TeamId(to.team_id)
    story.tell(ticket, HandoffOffered(to_team=team_id, reason=Code(reason)), by=by, at=at, words=words)
    moved = teams.move(ticket, to.team_id)
    ticket.assignee = to.agent
    accepted = HandoffAccepted(team=team_id, assignee=AgentId(to.agent_id), told_by=AgentId(by.pk))
    story.tell(ticket, accepted, *moved, "assignee", by=to.agent, at=at)
    return ticket
