"""What the pages of the desk's settings show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from trifecta.calendars.models import CalendarVersion
from trifecta.parts import opening
from trifecta.staff.models import Membership, Team


@dataclass(frozen=True, slots=True)
class Hours:
    """days: ("Monday to Friday", "09:00-17:00"), weekdays of equal hours together; holidays: ("Germany, BY")."""

    days: list[tuple[str, str]]
    holidays: list[str]


def hours() -> Hours:
    version = current_version()
    return Hours(list(opening.spans(version.own_hours.week)), opening.holidays(version))


def current_version() -> CalendarVersion:
    """The opening hours that hold where nothing says otherwise."""
    return CalendarVersion.objects.current().get(calendar__is_default=True)


def teams() -> list[Team]:
    """Those that take work first; each with `member_count`, people whose access has ended left out."""
    members = Count("memberships", filter=Q(memberships__agent__is_active=True))
    return list(Team.objects.annotate(member_count=members).order_by("-is_active", "level", "name"))


def members(team: Team) -> list[Membership]:
    found = Membership.objects.filter(team=team, agent__is_active=True).select_related("agent")
    return list(found.order_by("-is_lead", "agent__name"))
