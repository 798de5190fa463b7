"""Give someone another role, end their access, or let them in again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import AgentId, Code
from trifecta.base.text import N_
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.events import AgentRevised
from trifecta.staff.models import Agent, Role


class LastAdministrator(RuleBroken):
    """Somebody must be able to run the desk."""


class UnknownRole(RuleBroken):
    """No role of the desk."""


@transaction.atomic
def revise_agent(agent: Agent, *, role: str, is_active: bool, by: Actor, at: datetime) -> Agent:
    """
    The agent as they are now; what they work on stays with them until it is assigned anew.

    What they own stays theirs too when they leave, until one of those whom the worker asks accepts it.

    Raises NotPermitted, UnknownRole, LastAdministrator.
    """
    permits.require_run_desk(by)
    if role not in Role.values:
        raise UnknownRole(N_("There is no such role."))
    revised = Agent.objects.select_for_update().get(pk=agent.pk, is_placeholder=False)
    if (revised.role, revised.is_active) == (role, is_active):
        return revised
    revised.role, revised.is_active = role, is_active
    revised.save(update_fields=["role", "is_active"])
    if not Agent.objects.active().filter(role=Role.ADMIN, account__is_active=True).exists():
        raise LastAdministrator(N_("Nobody else could run the desk then; make someone else an administrator first."))
    said = AgentRevised(agent=AgentId(agent.pk), role=Code(role), works=is_active)
    journal.append(ids.stream("agent", agent.pk), said, by=by, at=at)
    return revised
