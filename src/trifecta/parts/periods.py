"""Periods as a person reads them: half-open, in the desk's zone, named by their first day."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

WORDS = {
    "day": gettext_noop("day"),
    "week": gettext_noop("week"),
    "month": gettext_noop("month"),
    "quarter": gettext_noop("quarter"),
}
SHOWN = {"day": 31, "week": 26, "month": 13, "quarter": 8}
"""How many periods a page looks back."""


def first_day(on: date, period: str) -> date:
    """
    The first day of the period in which a date lies.

    >>> first_day(date(2026, 11, 22), "quarter"), first_day(date(2026, 11, 22), "week")
    (datetime.date(2026, 10, 1), datetime.date(2026, 11, 16))
    """
    if period == "week":
        return on - timedelta(days=on.weekday())
    if period == "month":
        return on.replace(day=1)
    if period == "quarter":
        return on.replace(month=on.month - (on.month - 1) % 3, day=1)
    return on


def following(on: date, period: str) -> date:
    """The first day of the next period, for the first day of one."""
    lengths = {"day": 1, "week": 7, "month": 31, "quarter": 92}
    return first_day(on + timedelta(days=lengths[period]), period)


def back(on: date, period: str, count: int) -> date:
    """The first day of the period `count` periods before the one in which a date lies."""
    start = first_day(on, period)
    for _step in range(count):
        start = first_day(start - timedelta(days=1), period)
    return start


def within(first: date, period: str) -> str:
    """The period as a sentence goes on with it: “in Oct 2026”, “in the week from 16 Nov 2026”."""
    words = _("on %(period)s") if period == "day" else _("in %(period)s")
    return words % {"period": said(first, period)}


def said(first: date, period: str) -> str:
    """The period where nothing says that it is one: “Oct 2026”, “the week from 16 Nov 2026”."""
    return _("the week from %(period)s") % {"period": name(first, period)} if period == "week" else name(first, period)


def span(since: date, until: date | None) -> str:
    """Half-open dates as people say them, both ends included."""
    last = None if until is None else until - timedelta(days=1)
    told = {"since": _day(since), "last": _day(last or since)}
    if last is None:
        return _("since %(since)s") % told
    return (_("on %(since)s") if last <= since else _("from %(since)s to %(last)s")) % told


def _day(on: date) -> str:
    return formats.date_format(on, "j M Y")


def name(first: date, period: str) -> str:
    """How a chart or table names the period that begins on a day."""
    if period == "month":
        return formats.date_format(first, "M Y")
    if period == "quarter":
        return _("Q%(number)d %(year)d") % {"number": (first.month + 2) // 3, "year": first.year}
    return _day(first)
