"""Come in through the link."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import AgentId
from trifecta.base.text import N_
from trifecta.identity.actions.create_account import create_account
from trifecta.log import journal
from trifecta.staff.actions.invite_agent import digest_of
from trifecta.staff.events import AgentJoined
from trifecta.staff.models import Agent, Invitation


class LinkExpired(RuleBroken):
    """The link was used, replaced, or is older than seven days."""


def find_invitation(secret: str, *, at: datetime) -> Invitation:
    """The open invitation behind a link. Raises LinkExpired."""
    found = Invitation.objects.filter(
        digest=digest_of(secret), accepted_at=None, expires_at__gt=at, agent__is_active=True
    )
    invitation = found.select_related("agent").first()
    if invitation is None:
        raise LinkExpired(N_("This invitation is no longer valid. Ask for a new one."))
    return invitation


@transaction.atomic
def accept_invitation(secret: str, *, name: str, password: str, zone: str, at: datetime) -> Agent:
    """The agent, now with an account. Raises LinkExpired, WeakPassword, AddressTaken, UnknownZone."""
    invitation = find_invitation(secret, at=at)
    agent = invitation.agent
    agent.account = create_account(email=invitation.email, name=name, password=password, zone=zone, at=at)
    agent.name = name
    agent.save(update_fields=["account", "name"])
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    journal.append(ids.stream("agent", agent.pk), AgentJoined(agent=AgentId(agent.pk)), by=agent, at=at)
    return agent
