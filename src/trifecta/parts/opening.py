"""Opening hours as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from trifecta.base.worktime.calendar import Week
from trifecta.base.worktime.validation import WEEKDAYS
from trifecta.calendars import holiday_lists
from trifecta.calendars.models import CalendarVersion


def spans(week: Week) -> Iterator[tuple[str, str]]:
    """Weekdays of equal hours together: ("Monday to Friday", "09:00-17:00")."""
    for windows, numbers in groupby(range(7), key=lambda number: week[number]):
        first, *rest = [_(WEEKDAYS[number]) for number in numbers]
        span = _("%(first)s to %(last)s") % {"first": first, "last": rest[-1]} if rest else first
        yield span, ", ".join(str(window) for window in windows) or _("closed")


def holidays(version: CalendarVersion) -> list[str]:
    """Its lists by name: "Germany, BY"."""
    names = {country.code: country.name for country in holiday_lists.countries()} if version.holiday_lists else {}
    return [", ".join(filter(None, (names.get(each.country), each.subdivision))) for each in version.lists]
