"""Promises as rows: versions of the book, the latest reading of each run, and what is to be read anew."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q


class BookVersion(models.Model):
    """
    All terms of the desk as somebody set them; never changed, followed by the next version.

    holds_from: tickets opened from then on are under it. follows: those that are open at that instant are, too.
    """

    number = models.PositiveIntegerField(unique=True)
    definition = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    holds_from = models.DateTimeField()
    follows = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="promises_book_from_one")]

    def __str__(self) -> str:
        return f"book {self.number}"


class ClockQuerySet(models.QuerySet["Clock"]):
    def open(self) -> ClockQuerySet:
        return self.filter(is_open=True)

    def due(self, at: datetime) -> ClockQuerySet:
        """Where something has come to pass by itself since it was last looked at, the earliest first."""
        return self.filter(next_at__lt=at.replace(microsecond=0), next_at__isnull=False).order_by("next_at")


class Clock(models.Model):
    """
    The latest reading of one run of a promise on a ticket; every column follows from the log.

    subject: whose, as in `clock.Subject`; team: of that subject, or the team that had the work last.
    terms: empty for what only a source told. next_at: after which instant the sweep is to look at it.
    read_at: as of when. changed_at: when a reading last gave something else. target_s, spent_s, paused_s: business
    seconds.
    """

    STATES = ("running", "paused", "away", "ended", "unknown")
    OUTCOMES = ("met", "broken", "waived", "cancelled")
    KINDS = ("sla", "ola", "contract", "word", "xla", "told")

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="clocks", db_index=False)
    promise = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, blank=True)
    run = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    terms = models.CharField(max_length=60, blank=True)
    team = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8)
    is_open = models.BooleanField()
    outcome = models.CharField(max_length=10, null=True)
    reason = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    target_s = models.BigIntegerField(null=True)
    spent_s = models.BigIntegerField()
    paused_s = models.BigIntegerField()
    is_named = models.BooleanField(default=False)
    calendar_version = models.ForeignKey(
        "calendars.CalendarVersion", models.PROTECT, null=True, related_name="+", db_index=False
    )
    read_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ClockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "promise", "subject", "run"], name="promises_one_row_per_run"),
            models.CheckConstraint(
                condition=Q(state__in=("running", "paused", "away", "ended", "unknown")), name="promises_state_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(outcome__in=("met", "broken", "waived", "cancelled")),
                name="promises_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, ended_at=None) | Q(is_open=False, ended_at__isnull=False),
                name="promises_ended_or_open",
            ),
            models.CheckConstraint(condition=Q(is_open=True) | Q(next_at=None), name="promises_ended_asks_for_nothing"),
        ]
        indexes = [
            models.Index(fields=["next_at", "ticket"], condition=Q(next_at__isnull=False), name="promises_due"),
            models.Index(fields=["due_at", "ticket"], condition=Q(is_open=True), name="promises_next_deadline"),
            models.Index(fields=["changed_at"], name="promises_changed"),
        ]


class Recomputing(models.Model):
    """
    Clocks to be read anew, ticket by ticket; survives the death of whoever does it.

    ended_too: also runs that have ended, which otherwise keep what came of them. after_entry: only of tickets that the
    log has spoken of since that entry. position: how far it is, in tickets or, with `after_entry`, in entries.
    last_ticket: where it ends, if others do the rest. claimed_at: when someone last did a batch of it.
    """

    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    ended_too = models.BooleanField(default=False)
    after_entry = models.BigIntegerField(null=True)
    position = models.BigIntegerField(default=0)
    last_ticket = models.BigIntegerField(null=True)
    claimed_at = models.DateTimeField(null=True)
    read_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)


class BookDraft(models.Model):
    """
    The next version of the book as far as it is written: one for the desk, so that all who write see the same lines.

    based_on: the number of the version that it began as; 0 where there was none.
    """

    definition = models.JSONField()
    based_on = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="promises_one_draft")]
