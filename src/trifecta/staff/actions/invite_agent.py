"""Send someone the way in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import AgentId, Code
from trifecta.base.text import N_
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.events import AgentInvited
from trifecta.staff.models import Agent, Invitation

VALID_FOR = timedelta(days=7)


class AlreadyIn(RuleBroken):
    """Whoever has an account needs no invitation."""


class AlreadyInvited(RuleBroken):
    """One person, one invitation: only the first who came in could sign in by this address."""


@transaction.atomic
def invite_agent(agent: Agent, *, email: str, by: Actor, at: datetime) -> str:
    """
    The secret of the link, shown once; an earlier link of the same agent stops working.

    Raises NotPermitted, AlreadyIn, AlreadyInvited.
    """
    permits.require_run_desk(by)
    if agent.account_id or Account.objects.filter(email__iexact=email).exists():
        raise AlreadyIn(N_("Someone with this mail address can sign in already."))
    if Invitation.objects.filter(email__iexact=email, accepted_at=None).exclude(agent=agent).exists():
        raise AlreadyInvited(N_("Someone with this mail address is invited already; give them a new link instead."))
    secret = secrets.token_urlsafe(32)
    Invitation.objects.update_or_create(
        agent=agent,
        defaults={
            "email": email,
            "digest": digest_of(secret),
            "invited_at": at,
            "expires_at": at + VALID_FOR,
            "accepted_at": None,
        },
    )
    invited = AgentInvited(agent=AgentId(agent.pk), role=Code(agent.role))
    journal.append(ids.stream("agent", agent.pk), invited, by=by, at=at)
    return secret


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
