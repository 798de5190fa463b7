"""Calendars, their versions, and each version's open time by UTC hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import models
from django.db.models.functions import Lower

from trifecta.base.worktime import definition
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.base.worktime.calendar import Closure
from trifecta.base.worktime.settling import HOUR_S
from trifecta.calendars.holiday_lists import HolidayList

SPAN_COLUMNS = tuple(f"s{number}_{end}" for number in range(1, 5) for end in ("from", "to"))


class Calendar(models.Model):
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=60)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="calendars_one_calendar_per_name"),
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="calendars_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stream(self) -> str:
        return f"calendar:{self.pk}"


class CalendarVersionQuerySet(models.QuerySet["CalendarVersion"]):
    def current(self) -> CalendarVersionQuerySet:
        """The newest version of each calendar: the one that open clocks are computed by."""
        newer = CalendarVersion.objects.filter(
            calendar=models.OuterRef("calendar"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))

    def needing_settling(self, *, rules_version: str, until_on: date) -> CalendarVersionQuerySet:
        """Settled by other zone rules, or not as far ahead as wanted."""
        return self.filter(~models.Q(rules_version=rules_version) | models.Q(settled_to_on__lt=until_on))


class CalendarVersion(models.Model):
    """
    What the opening hours were when someone set them; never changed, only extended into later years.

    definition: the hours as the person wrote them; holidays: the days their lists named, at that time
    rules_version: the zone rules it was settled by; fingerprint: changes whenever an answer could
    """

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    holiday_lists = models.JSONField(default=list)
    holidays = models.JSONField(default=list)
    rules_version = models.CharField(max_length=20)
    settled_from_on = models.DateField()
    settled_to_on = models.DateField()
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)

    objects = CalendarVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="calendars_one_row_per_version"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="calendars_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(settled_to_on__gte=models.F("settled_from_on")), name="calendars_horizon_forward"
            ),
        ]

    @property
    def own_hours(self) -> Hours:
        """The hours as written, for editing."""
        return definition.from_json(self.definition)

    @property
    def named_holidays(self) -> tuple[Closure, ...]:
        return tuple(Closure(date.fromisoformat(on), name) for on, name in self.holidays)

    @property
    def hours(self) -> Hours:
        """The hours as they are worked by, holidays included."""
        own = self.own_hours
        return replace(own, closures=own.closures + self.named_holidays)

    @property
    def lists(self) -> tuple[HolidayList, ...]:
        return tuple(HolidayList(**each) for each in self.holiday_lists)


def _spans_in_order() -> models.Q:
    """Spans lie in their hour one after the other; after the first that is absent all are."""
    rule = models.Q()
    before = ""
    for starts, ends in zip(SPAN_COLUMNS[::2], SPAN_COLUMNS[1::2], strict=True):
        present = models.Q(**{f"{starts}__isnull": False, f"{ends}__isnull": False})
        present &= models.Q(**{f"{starts}__gte": 0, f"{ends}__gt": models.F(starts), f"{ends}__lte": HOUR_S})
        if before:
            present &= models.Q(**{f"{before}__isnull": False, f"{starts}__gt": models.F(before)})
        rule &= present | models.Q(**{f"{starts}__isnull": True, f"{ends}__isnull": True})
        before = ends
    return rule


class SettledHour(models.Model):
    """
    One UTC hour (hours since 1970) of a version.

    cum_open_s: open seconds before the hour; s1_from … s4_to: the open spans inside it, in its own seconds
    """

    pk = models.CompositePrimaryKey("version_id", "hour")
    version = models.ForeignKey(CalendarVersion, models.CASCADE, related_name="settled_hours", db_index=False)
    hour = models.IntegerField()
    cum_open_s = models.BigIntegerField()
    s1_from = models.SmallIntegerField(null=True)
    s1_to = models.SmallIntegerField(null=True)
    s2_from = models.SmallIntegerField(null=True)
    s2_to = models.SmallIntegerField(null=True)
    s3_from = models.SmallIntegerField(null=True)
    s3_to = models.SmallIntegerField(null=True)
    s4_from = models.SmallIntegerField(null=True)
    s4_to = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(cum_open_s__gte=0), name="calendars_sum_not_negative"),
            models.CheckConstraint(condition=_spans_in_order(), name="calendars_spans_in_order"),
        ]
