"""The desk itself: one row per install (ADR 0001)."""

from __future__ import annotations

from django.db import models

DESK_ID = 1
STREAM = "desk:1"


class Desk(models.Model):
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=60)
    language = models.CharField(max_length=12, default="en")
    is_demo = models.BooleanField(default=False)
    set_up_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=DESK_ID), name="preferences_one_desk_per_install")]

    def __str__(self) -> str:
        return self.name


class Words(models.TextChoices):
    """What a desk may keep for a time only."""

    MESSAGES = "messages", "messages and notes"
    REMARKS = "remarks", "reasons and solutions"
    SUBJECTS = "subjects", "subjects of tickets"
    SURVEYS = "surveys", "remarks in surveys"
    REJECTS = "rejects", "rejected rows of imports"


class Retention(models.Model):
    """For how many days words of a sort are kept; what has no row is kept for good."""

    words = models.CharField(max_length=12, choices=Words.choices, unique=True)
    days = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(words__in=Words.values), name="preferences_words_known"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="preferences_kept_a_day"),
        ]


class PriorityGrid(models.Model):
    """
    Which priority follows from which impact and urgency, as somebody set it; the latest one holds.

    grid: a row per impact from 1 (high) to 4, in it a priority from 1 to 5 per urgency.
    """

    number = models.PositiveIntegerField(unique=True)
    grid = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number__gte=1), name="preferences_grid_from_one")]

    def __str__(self) -> str:
        return f"priorities {self.number}"
