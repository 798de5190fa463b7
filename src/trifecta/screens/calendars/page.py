"""What the pages of opening hours show: who is timed by them, and how they came to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from trifecta.base.worktime.working_days import Unit
from trifecta.calendars.models import Calendar, CalendarVersion
from trifecta.parts import opening
from trifecta.promises.models import BookVersion
from trifecta.promises.terms import HoursOf
from trifecta.staff.models import Agent, Team
from trifecta.web import format as written

MOST_VERSIONS = 10
MOST_TARGETS = 8
MOST_DAYS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """days: ("Monday to Friday", "09:00-17:00"); but: on which days otherwise; used_by: teams and terms by name."""

    calendar: Calendar
    days: list[tuple[str, str]]
    but: list[str]
    holidays: list[str]
    used_by: list[str]


@dataclass(frozen=True, slots=True)
class Change:
    number: int
    at: datetime
    by: str
    days: list[tuple[str, str]]
    besides: list[str]


def rows() -> list[Row]:
    """The desk's own first."""
    versions = CalendarVersion.objects.current().select_related("calendar")
    ordered = versions.order_by("-calendar__is_default", "calendar__name")
    users = _users(latest_terms())
    return [_row(version, users.get(version.calendar_id, [])) for version in ordered]


def _row(version: CalendarVersion, used_by: list[str]) -> Row:
    days, but = list(opening.spans(version.own_hours.week)), list(_own_days(version))
    return Row(version.calendar, days, but, opening.holidays(version), used_by)


def latest_terms() -> list[dict[str, Any]]:
    """The lines of the book that holds, as they are kept."""
    kept = BookVersion.objects.order_by("-number").values_list("definition", flat=True).first()
    return list(kept or [])


def _users(terms: list[dict[str, Any]]) -> Mapping[int, list[str]]:
    """By calendar; what has no hours of its own is timed by the desk's, and is said before all others."""
    own = Calendar.objects.filter(is_default=True).values_list("pk", flat=True)
    users: dict[int, list[str]] = {number: [_all_others(terms)] for number in own}
    for number, name in Team.objects.exclude(calendar=None).order_by("name").values_list("calendar_id", "name"):
        users.setdefault(number, []).append(name)
    for each in terms:
        if each["hours"]["calendar"] is not None:
            users.setdefault(each["hours"]["calendar"], []).append(each["name"])
    return users


def _all_others(terms: list[dict[str, Any]]) -> str:
    """Lines of the book that name no hours count those of the desk, or of the team, which may have none."""
    teams = Team.objects.filter(calendar=None).count()
    lines = sum(one["hours"]["of"] in (HoursOf.DESK, HoursOf.TEAM) for one in terms)
    told = [
        ngettext("%(count)s team", "%(count)s teams", teams) % {"count": written.number(teams)} if teams else "",
        ngettext("%(count)s line of the book", "%(count)s lines of the book", lines) % {"count": written.number(lines)}
        if lines
        else "",
    ]
    parts = _(" and ").join(filter(None, told))
    return _("all that has no hours of its own: %(parts)s") % {"parts": parts} if parts else _("nothing yet")


def used_by(calendar: Calendar) -> list[str]:
    return _users(latest_terms()).get(calendar.pk, [])


DAY_LONG_S = 4 * 3600
"""Shorter targets mean the same in all hours."""


def targets() -> list[int]:
    """The desk's longer targets in business time, each once, the shortest first."""
    told = (terms["target"] for terms in latest_terms() if terms["target"] and terms["hours"]["of"] != "always")
    return sorted(
        {one["amount"] for one in told if one["unit"] == Unit.BUSINESS_SECONDS and one["amount"] > DAY_LONG_S}
    )[-MOST_TARGETS:]


def changes(calendar: Calendar) -> list[Change]:
    """The latest versions; two queries."""
    versions = list(calendar.versions.order_by("-number")[:MOST_VERSIONS])
    numbers = {actor: int(actor.partition(":")[2]) for actor in _authors(versions)}
    names = dict(Agent.objects.filter(pk__in=numbers.values()).values_list("pk", "name"))
    return [
        Change(
            version.number,
            version.created_at,
            names.get(numbers.get(version.created_by, 0), _("the desk itself")),
            list(opening.spans(version.own_hours.week)),
            list(_besides(version)),
        )
        for version in versions
    ]


def _besides(version: CalendarVersion) -> Iterator[str]:
    """What changes without the week: since when, holidays, closed days and openings."""
    before = version.own_hours.before
    if before is not None:
        yield _("from %(day)s on") % {"day": date_format(before[0], pgettext("date format", "j M Y"))}
    yield from (_("holidays of %(place)s") % {"place": place} for place in opening.holidays(version))
    yield from _own_days(version)


def _own_days(version: CalendarVersion) -> Iterator[str]:
    own = version.own_hours
    for words, days in ((_("closed or shorter on %(days)s"), own.closures), (_("open on %(days)s"), own.openings)):
        if days:
            told = [date_format(day.on, pgettext("date format", "j M Y")) for day in days[-MOST_DAYS:]]
            yield words % {"days": ", ".join([*(["…"] if len(days) > MOST_DAYS else []), *told])}


def _authors(versions: list[CalendarVersion]) -> set[str]:
    return {version.created_by for version in versions if version.created_by.startswith("staff:")}
