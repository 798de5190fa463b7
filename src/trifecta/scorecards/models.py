"""Scorecards as rows. A line names its metric by id, because metrics are code."""

from __future__ import annotations

from django.db import models

DESK = "desk"


class Line(models.Model):
    """One metric of the desk's scorecard. target: in the metric's own unit; shares 0 to 1, durations in seconds."""

    scorecard = models.CharField(max_length=40, default=DESK)
    position = models.PositiveSmallIntegerField()
    metric = models.CharField(max_length=60)
    target = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "metric"], name="scorecards_metric_once"),
            models.UniqueConstraint(fields=["scorecard", "position"], name="scorecards_one_line_per_position"),
        ]

    @property
    def stream(self) -> str:
        return f"scorecard:{self.pk}"
