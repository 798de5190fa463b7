"""Forget who an agent was: the name and the way in go; what they did for the desk stays done (ADR 0005)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId
from trifecta.desk import words
from trifecta.desk.words import STAND_IN
from trifecta.log import journal, trail
from trifecta.staff import permits
from trifecta.staff.actions.revise_agent import revise_agent
from trifecta.staff.events import AgentErased
from trifecta.staff.models import Agent, Invitation, Role


def erase_agent(agent: Agent, *, by: Actor, at: datetime) -> int:
    """
    In how many texts their name was struck out. Their own words are the desk's and stay; teams stay for the numbers.

    Raises NotPermitted, LastAdministrator.
    """
    permits.require_run_desk(by)
    if agent.name == STAND_IN or agent.is_placeholder:
        return 0
    marks, first_name = words.marks_of(agent.name, *_addresses(agent)), agent.name.partition(" ")[0]
    naming, wrote = words.naming(marks), list(trail.places_of(agent.actor))
    with transaction.atomic():
        erased = Agent.objects.select_for_update(of=("self",)).select_related("account").get(pk=agent.pk)
        if erased.role == Role.ADMIN:
            revise_agent(erased, role=erased.role, is_active=False, by=by, at=at)
        event = AgentErased(agent=AgentId(erased.pk))
        journal.append(ids.stream("agent", erased.pk), event, by=by, at=at)
        struck = words.strike_out(naming, marks) + words.strike_signatures(wrote, first_name)
        Invitation.objects.filter(agent=erased).delete()
        Agent.objects.filter(pk=erased.pk).update(name=STAND_IN, account=None, is_active=False)
        if erased.account is not None:
            erased.account.delete()
    return struck


def _addresses(agent: Agent) -> set[str]:
    invited = Invitation.objects.filter(agent=agent).values_list("email", flat=True)
    return {*invited, *([agent.account.email] if agent.account else [])}
