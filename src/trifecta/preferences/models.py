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
