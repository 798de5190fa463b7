"""What the warehouse tells pages: how fresh it is, that the worker lives, and the answers it keeps."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

ONLY_ID = 1
BEAT_EVERY = timedelta(seconds=10)
LATE_AFTER = timedelta(seconds=60)
"""A worker that has not beaten for this long is not running."""


class Freshness(models.Model):
    """
    The one row of the current snapshot.

    as_of: instant up to which the log was read; checked_at: when it was last found that nothing is newer
    """

    snapshot = models.CharField(max_length=60)
    as_of = models.DateTimeField()
    checked_at = models.DateTimeField()
    watermark = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=ONLY_ID), name="warehouse_one_freshness")]


class Heartbeat(models.Model):
    """The one row of the worker: who it is and when it was last alive."""

    worker = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=ONLY_ID), name="warehouse_one_heartbeat")]

    def is_alive(self, at: datetime) -> bool:
        return at - self.beat_at < LATE_AFTER


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    def wanted(self) -> KeptAnswerQuerySet:
        """Never answered first, then the ones asked for most recently."""
        never = models.ExpressionWrapper(Q(answered_at=None), output_field=models.BooleanField())
        return self.filter(is_wanted=True).order_by(never.desc(), "-asked_at")


class KeptAnswer(models.Model):
    """
    A question and, once the worker has computed it, its answer or why there is none.

    key: of the metric and its version, the question and whose eyes see it; snapshot: the copy that answered
    """

    class Sort(models.TextChoices):
        ANSWER = "answer", "answer"
        CASES = "cases", "cases"

    key = models.CharField(max_length=64)
    sort = models.CharField(max_length=6, choices=Sort.choices)
    question = models.JSONField()
    is_wanted = models.BooleanField(default=True)
    claimed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    snapshot = models.CharField(max_length=60, blank=True)
    payload = models.JSONField(null=True)
    failure = models.CharField(max_length=400, blank=True)

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="warehouse_one_answer_per_question"),
            models.CheckConstraint(condition=Q(sort__in=("answer", "cases")), name="warehouse_sort_known"),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(is_wanted=True), name="warehouse_wanted"),
            models.Index(fields=["asked_at"], name="warehouse_asked"),
        ]
