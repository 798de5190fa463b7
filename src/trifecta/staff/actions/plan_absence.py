"""Say when an agent is away, and who is asked to answer for them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import AgentId
from trifecta.log import journal
from trifecta.staff import absences
from trifecta.staff.absences import Plan
from trifecta.staff.events import AbsencePlanned
from trifecta.staff.models import Absence, Agent


@transaction.atomic
def plan_absence(agent: Agent, *, plan: Plan, by: Actor, at: datetime) -> Absence:
    """
    The absence. What the agent owns stays theirs until someone accepts it; the worker asks once it has begun.

    Raises NotPermitted, NoAbsence, NoBackup, AlreadyAway.
    """
    absences.require_may_plan(by, agent)
    Agent.objects.select_for_update().get(pk=agent.pk)  # two plans of one person wait for each other
    absences.require_ahead(plan, at=at)
    absences.require_sound(agent, plan)
    absence = Absence.objects.create(agent=agent, backup=plan.backup, from_at=plan.from_at, until_at=plan.until_at)
    planned = AbsencePlanned(
        agent=AgentId(agent.pk),
        absence=absence.pk,
        from_at=plan.from_at,
        until_at=plan.until_at,
        backup=AgentId(plan.backup.pk) if plan.backup else None,
    )
    journal.append(ids.stream("agent", agent.pk), planned, by=by, at=at)
    return absence
