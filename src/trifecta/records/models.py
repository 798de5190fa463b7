"""Changes and problems as rows, and their links to tickets (a link belongs to the upper party)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from trifecta.base import ids

PROBLEM_STATES = ("open", "waiting", "resolved", "closed", "cancelled")
CHANGE_RELATIONS = ("fixed_by_change", "caused_by_change")


class Change(models.Model):
    title = models.CharField(max_length=250, blank=True)
    sort = models.CharField(max_length=80, null=True)
    risk = models.CharField(max_length=40, null=True)
    emergency = models.BooleanField(null=True)
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="changes")
    recorded_at = models.DateTimeField()
    planned_start_at = models.DateTimeField(null=True)
    planned_end_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    items = models.ManyToManyField("catalog.Item", through="ChangeItem", related_name="changes")

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="records_change_started")]

    @property
    def stream(self) -> str:
        return ids.stream("change", self.pk)

    @property
    def reference(self) -> str:
        return ids.reference("change", self.pk)


class ChangeItem(models.Model):
    change = models.ForeignKey(Change, models.CASCADE)
    item = models.ForeignKey("catalog.Item", models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "item"], name="records_change_item_once")]


class Problem(models.Model):
    title = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=12)
    impact = models.PositiveSmallIntegerField(null=True)
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="problems")
    item = models.ForeignKey("catalog.Item", models.PROTECT, null=True, related_name="problems")
    team = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="problems")
    assignee = models.ForeignKey("staff.Agent", models.PROTECT, null=True, related_name="problems")
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    team_change_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PROBLEM_STATES), name="records_problem_state_known"),
        ]

    @property
    def stream(self) -> str:
        return ids.stream("problem", self.pk)

    @property
    def reference(self) -> str:
        return ids.reference("problem", self.pk)


class ChangeLink(models.Model):
    ticket = models.ForeignKey("tickets.Ticket", models.PROTECT, related_name="change_links", db_index=False)
    change = models.ForeignKey(Change, models.PROTECT, related_name="ticket_links")
    relation = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "change", "relation"], name="records_change_link_once"),
            models.CheckConstraint(condition=Q(relation__in=CHANGE_RELATIONS), name="records_change_relation_known"),
        ]


class ProblemLink(models.Model):
    ticket = models.ForeignKey("tickets.Ticket", models.PROTECT, related_name="problem_links", db_index=False)
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="ticket_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "problem"], name="records_problem_link_once")]
