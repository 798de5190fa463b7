"""What was brought in: each run, and which foreign thing is which of ours."""

from __future__ import annotations

from django.db import models


class Run(models.Model):
    """One import. Without `ended_at` it is under way or was cut off; what it had brought in stays."""

    source = models.CharField(max_length=40)
    instance = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="importers_run_latest")]


class Known(models.Model):
    """
    A foreign thing and its id here, so that a newer export of the same desk adds only what is new.

    digest: of the history that was told last; empty for a name, and for a thing that was only spoken of.
    """

    source = models.CharField(max_length=40)
    instance = models.CharField(max_length=120)
    sort = models.CharField(max_length=16)
    key = models.CharField(max_length=200)
    local_id = models.BigIntegerField()
    digest = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "instance", "sort", "key"], name="importers_known_once"),
        ]
