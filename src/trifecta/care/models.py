"""Surveys as rows."""

from __future__ import annotations

from django.db import models

from trifecta.base import ids


class Survey(models.Model):
    ticket = models.ForeignKey("tickets.Ticket", models.PROTECT, related_name="surveys")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="surveys")
    instrument = models.CharField(max_length=20)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    value = models.SmallIntegerField(null=True)
    lost_s = models.PositiveIntegerField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, value=None)
                | models.Q(answered_at__isnull=False, value__isnull=False),
                name="care_answer_is_whole",
            )
        ]

    @property
    def stream(self) -> str:
        return ids.stream("survey", self.pk)
