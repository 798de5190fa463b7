"""What the pages of the desk's settings show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from trifecta.base.worktime.calendar import Week
from trifecta.base.worktime.validation import WEEKDAYS
from trifecta.calendars import holiday_lists
from trifecta.calendars.models import CalendarVersion
from trifecta.staff.models import Membership, Team


@dataclass(frozen=True, slots=True)
class Hours:
    """days: ("Monday to Friday", "09:00-17:00"), weekdays of equal hours together; holidays: ("Germany, BY")."""

    days: list[tuple[str, str]]
    holidays: list[str]


def hours() -> Hours:
    version = current_version()
    names = {country.code: country.name for country in holiday_lists.countries()}
    lists = [", ".join(filter(None, (names.get(each.country), each.subdivision))) for each in version.lists]
    return Hours(list(_days(version.own_hours.week)), lists)


def current_version() -> CalendarVersion:
    """The opening hours that hold where nothing says otherwise."""
    return CalendarVersion.objects.current().get(calendar__is_default=True)


def _days(week: Week) -> Iterator[tuple[str, str]]:
    for windows, numbers in groupby(range(7), key=lambda number: week[number]):
        first, *rest = [_(WEEKDAYS[number]) for number in numbers]
        span = _("%(first)s to %(last)s") % {"first": first, "last": rest[-1]} if rest else first
        yield span, ", ".join(str(window) for window in windows) or _("closed")


def teams() -> list[Team]:
    """Those that take work first; each with `member_count`, people whose access has ended left out."""
    members = Count("memberships", filter=Q(memberships__agent__is_active=True))
    return list(Team.objects.annotate(member_count=members).order_by("-is_active", "level", "name"))


def members(team: Team) -> list[Membership]:
    found = Membership.objects.filter(team=team, agent__is_active=True).select_related("agent")
    return list(found.order_by("-is_lead", "agent__name"))
