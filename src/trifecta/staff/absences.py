"""Which absence makes sense, and who may plan it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from trifecta.base.actors import Actor
from trifecta.base.errors import NotPermitted, RuleBroken
from trifecta.base.text import N_
from trifecta.staff.models import Absence, Agent, Membership, Role


class NoAbsence(RuleBroken):
    """It does not begin, or ends before it begins."""


class AlreadyAway(RuleBroken):
    """Two absences of one person overlap."""


class NoBackup(RuleBroken):
    """This person could not answer for anyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """until_at: None while nobody knows. backup: who is asked first to answer for what the agent owns."""

    from_at: datetime
    until_at: datetime | None = None
    backup: Agent | None = None


def require_may_plan(by: Actor, agent: Agent) -> None:
    """For oneself; for others as lead of a team of theirs, as leader or administrator. Raises NotPermitted."""
    if not isinstance(by, Agent) or not by.is_active or by.role == Role.AUDITOR:
        raise NotPermitted(N_("Only who works at the desk says when somebody is away."))
    if by.pk != agent.pk and by.role not in {Role.LEADER, Role.ADMIN} and not _leads(by, agent):
        raise NotPermitted(N_("You can say this for yourself and for the teams that you lead."))


def planned_by(by: Agent) -> QuerySet[Agent]:
    """For whom this agent may say it, by name."""
    at_work = Agent.objects.active().filter(is_placeholder=False).exclude(role=Role.AUDITOR).order_by("name", "pk")
    if by.role in {Role.LEADER, Role.ADMIN}:
        return at_work
    led = Membership.objects.filter(agent=by, is_lead=True).values("team")
    return at_work.filter(Q(pk=by.pk) | Q(pk__in=Membership.objects.filter(team__in=led).values("agent")))


def _leads(by: Agent, agent: Agent) -> bool:
    led = Membership.objects.filter(agent=by, is_lead=True).values("team")
    return Membership.objects.filter(agent=agent, team__in=led).exists()


def require_ahead(plan: Plan, *, at: datetime) -> None:
    """Raises NoAbsence: nobody is asked for what is over."""
    if plan.until_at is not None and plan.until_at <= at:
        raise NoAbsence(N_("This time is over already; say until when somebody will be away."))


def require_sound(agent: Agent, plan: Plan) -> None:
    """Raises NoAbsence, NoBackup, AlreadyAway."""
    if plan.until_at is not None and plan.until_at <= plan.from_at:
        raise NoAbsence(N_("An absence ends after it begins."))
    backup = plan.backup
    if backup is not None and (
        backup.pk == agent.pk or not backup.is_active or backup.is_placeholder or backup.role == Role.AUDITOR
    ):
        raise NoBackup(N_("Choose somebody else who works at the desk."))
    begins_later = Q() if plan.until_at is None else Q(from_at__lt=plan.until_at)
    goes_on = Q(until_at=None) | Q(until_at__gt=plan.from_at)
    if Absence.objects.filter(begins_later & goes_on, agent=agent).exists():
        raise AlreadyAway(N_("This person is away at that time already; end that absence first."))
