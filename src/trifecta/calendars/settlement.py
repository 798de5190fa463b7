"""What the acts on calendars share: from hours as written to a settled version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from trifecta.base.actors import Actor
from trifecta.base.ids import Code
from trifecta.base.worktime import definition, settling, validation, zones
from trifecta.base.worktime.calendar import Calendar as Hours
from trifecta.base.worktime.calendar import Closure
from trifecta.calendars import holiday_lists, rules, settled_rows
from trifecta.calendars.events import CalendarRevised
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar, CalendarVersion
from trifecta.log import journal


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a version is settled from. own: as the person wrote it; holidays: what the lists named."""

    own: Hours
    lists: tuple[HolidayList, ...]
    holidays: tuple[Closure, ...]
    first_on: date
    last_on: date

    @property
    def hours(self) -> Hours:
        return replace(self.own, closures=self.own.closures + self.holidays)


def plan(own: Hours, lists: Iterable[HolidayList], *, first_on: date, last_on: date) -> Plan:
    """Check the hours and look the holidays up. Raises CalendarRefused."""
    wanted = tuple(lists)
    days = holiday_lists.days_of(wanted, rules.holiday_years(first_on, last_on))
    return Plan(validation.checked(own), wanted, days, first_on, last_on)


def extended_plan(version: CalendarVersion, until_on: date) -> Plan:
    """The version's own plan with later years; what it said of the earlier ones stays, whatever the lists say now."""
    known = rules.holiday_years(version.settled_from_on, version.settled_to_on)
    last_on = max(until_on, version.settled_to_on)
    later = range(known.stop, rules.holiday_years(version.settled_from_on, last_on).stop)
    days = version.named_holidays + holiday_lists.days_of(version.lists, later)
    return Plan(version.own_hours, version.lists, days, version.settled_from_on, last_on)


def add_version(calendar: Calendar, planned: Plan, *, by: Actor, at: datetime) -> CalendarVersion:
    """Settle the plan as the calendar's next version and say so in the log."""
    settled = settling.settle(planned.hours, planned.first_on, planned.last_on)
    version = CalendarVersion(
        calendar=calendar, number=calendar.versions.count() + 1, created_at=at, created_by=by.actor
    )
    save(version, planned)
    settled_rows.write(version, settled)
    journal.append(calendar.stream, CalendarRevised(version=version.number, zone=Code(planned.own.zone)), by=by, at=at)
    return version


def save(version: CalendarVersion, planned: Plan) -> None:
    """Write the plan into the version's row, marked with today's zone rules."""
    version.definition = definition.to_json(planned.own)
    version.holiday_lists = [each.to_json() for each in planned.lists]
    version.holidays = [[closure.on.isoformat(), closure.name] for closure in planned.holidays]
    version.settled_from_on, version.settled_to_on = planned.first_on, planned.last_on
    version.rules_version = zones.RULES_VERSION
    version.fingerprint = _fingerprint(version)
    version.save()


def _fingerprint(version: CalendarVersion) -> str:
    said = [version.definition, version.holidays, str(version.settled_from_on), str(version.settled_to_on)]
    return hashlib.sha256(json.dumps([*said, version.rules_version]).encode()).hexdigest()
