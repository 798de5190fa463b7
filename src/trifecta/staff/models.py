"""Agents and teams as rows."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

PLACEHOLDER_ID = 1
"""The agent `desk`: who owns a ticket whose history names no owner. Made by the first migration."""


class Level(models.TextChoices):
    """What a foreign desk does not tell stays not known until somebody chooses it."""

    SELF_SERVICE = "0", "self-service"
    SERVICE_DESK = "1", "service desk"
    SECOND = "2", "second level"
    THIRD = "3", "third level"
    FIELD = "field", "field"
    VENDOR = "vendor", "vendor"
    UNKNOWN = "", "not known"


class Role(models.TextChoices):
    """An auditor reads everything and does nothing."""

    AGENT = "agent", "agent"
    LEAD = "lead", "team lead"
    LEADER = "leader", "service leader"
    ADMIN = "admin", "administrator"
    AUDITOR = "auditor", "auditor"


class TeamQuerySet(models.QuerySet["Team"]):
    def receiving(self) -> TeamQuerySet:
        """Who takes what comes in without a word for whom it is; the first of them does."""
        return self.filter(is_active=True, is_restricted=False, level=Level.SERVICE_DESK).order_by("pk")


class Team(models.Model):
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.UNKNOWN, blank=True)
    is_restricted = models.BooleanField(default=False, help_text="only its members and leaders see its tickets")
    is_active = models.BooleanField(default=True)
    calendar = models.ForeignKey(
        "calendars.Calendar", models.PROTECT, null=True, related_name="teams", help_text="None: the desk’s own hours"
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="staff_one_team_per_name")]

    def __str__(self) -> str:
        return self.name


class AgentQuerySet(models.QuerySet["Agent"]):
    def active(self) -> AgentQuerySet:
        return self.filter(is_active=True, is_placeholder=False)

    def of_team(self, team_id: int) -> AgentQuerySet:
        return self.filter(memberships__team=team_id)


class Agent(models.Model):
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="agent")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.AGENT)
    is_active = models.BooleanField(default=True)
    is_placeholder = models.BooleanField(default=False)
    teams = models.ManyToManyField(Team, through="Membership", related_name="agents")

    objects = AgentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_placeholder"], condition=Q(is_placeholder=True), name="staff_one_placeholder"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="staff_role_known"),
        ]
        indexes = [models.Index(Lower("name"), name="staff_agent_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        return f"staff:{self.pk}"

    @property
    def only_reads(self) -> bool:
        return self.role == Role.AUDITOR

    @property
    def may_run_desk(self) -> bool:
        """For templates; acts ask `permits`."""
        return self.role == Role.ADMIN


class Membership(models.Model):
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "team"], name="staff_member_once")]


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def current(self, at: datetime) -> AbsenceQuerySet:
        """Who is away at this moment."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), from_at__lte=at)


class Absence(models.Model):
    """When an agent is away; until_at: None while nobody knows. backup: who is asked first to answer for them."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="absences")
    backup = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gt=F("from_at")), name="staff_absence_ends"
            ),
        ]
        indexes = [models.Index(fields=["from_at", "until_at"], name="staff_absence_times")]


class Invitation(models.Model):
    """A way in for an agent who has no account yet. Only a digest of the link's secret is kept."""

    agent = models.OneToOneField(Agent, models.CASCADE, related_name="invitation")
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
