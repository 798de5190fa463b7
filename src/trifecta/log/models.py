"""The log's table, its outbox and what was asked once. Only this package may touch them; read through `journal`."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from trifecta.base.errors import TrifectaError


class AppendOnly(TrifectaError):
    """The log is never changed; append a correcting event instead."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, *streams: str) -> EntryQuerySet:
        return self.filter(stream__in=streams)

    def update(self, **_: Any) -> NoReturn:
        raise AppendOnly("The log is never changed; append a correcting event instead.")

    def delete(self) -> NoReturn:
        raise AppendOnly("The log is never deleted from; append a correcting event instead.")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnly("The log is never changed; append a correcting event instead.")


class Entry(models.Model):
    stream = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="log_one_writer_per_stream"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="log_seq_from_one"),
        ]


class Delivery(models.Model):
    """A reaction still owed, or given: written with the entry, carried out after the commit, retried until it works."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "reaction"], name="log_one_delivery_per_reaction"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="log_delivery_due")]


class Done(models.Model):
    """A request that was carried out, written in the act's transaction: the same one sent again does nothing."""

    token = models.CharField(max_length=64, unique=True)
    stream = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    done_at = models.DateTimeField(db_index=True)
