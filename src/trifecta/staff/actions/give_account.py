"""Let an agent of the desk's history sign in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.events import AgentJoined
from trifecta.staff.models import Agent


@transaction.atomic
def give_account(agent: Agent, *, account: Account, by: Actor, at: datetime) -> None:
    """Raises NotPermitted."""
    permits.require_run_desk(by)
    agent.account = account
    agent.save(update_fields=["account"])
    journal.append(ids.stream("agent", agent.pk), AgentJoined(agent=AgentId(agent.pk)), by=by, at=at)
