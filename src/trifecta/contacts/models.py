"""Contacts as rows. The link to a ticket is a row of `tickets`, which lies above."""

from __future__ import annotations

from django.db import models

from trifecta.base import ids
from trifecta.contacts.rules import CHANNELS, DIRECTIONS, OUTCOMES


class Contact(models.Model):
    channel = models.CharField(max_length=12)
    direction = models.CharField(max_length=8)
    outcome = models.CharField(max_length=12)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="contacts")
    agent = models.ForeignKey("staff.Agent", models.PROTECT, null=True, related_name="contacts")
    team = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="contacts")
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="contacts")
    item = models.ForeignKey("catalog.Item", models.PROTECT, null=True, related_name="contacts")
    category = models.ForeignKey("catalog.Category", models.PROTECT, null=True, related_name="contacts")
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    handled_s = models.PositiveIntegerField(null=True)
    solved = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(channel__in=CHANNELS), name="contacts_channel_known"),
            models.CheckConstraint(condition=models.Q(direction__in=DIRECTIONS), name="contacts_direction_known"),
            models.CheckConstraint(condition=models.Q(outcome__in=OUTCOMES), name="contacts_outcome_known"),
        ]
        indexes = [
            models.Index(fields=["customer", "-started_at"], name="contacts_of_customer"),
            models.Index(fields=["-started_at", "-id"], name="contacts_latest"),
        ]

    @property
    def stream(self) -> str:
        return ids.stream("contact", self.pk)

    @property
    def reference(self) -> str:
        return ids.reference("contact", self.pk)
