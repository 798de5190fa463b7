"""How many cases stand behind a number, said so that one hears what they are and which day counts."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trifecta.metrics.facts.declared import FACTS
from trifecta.metrics.metric import Metric
from trifecta.parts import periods
from trifecta.web import format as written


def cases(metric: Metric, count: int) -> str:
    """The cases by what they are: “2,072 tickets”."""
    if FACTS[metric.fact].subject == "contact":
        words = ngettext("%(count)s contact", "%(count)s contacts", count)
    else:
        words = ngettext("%(count)s ticket", "%(count)s tickets", count)
    return words % {"count": written.number(count)}


def in_period(metric: Metric, count: int, first: date, period: str, *, today: date) -> str:
    """Of one period: “2,072 tickets opened in Oct 2026”, “262 tickets open now”."""
    return _dated(metric, count, when(metric, first, period, today=today))


def when(metric: Metric, first: date, period: str, *, today: date) -> str:
    """To which time a number of a period belongs: “in Oct 2026”; what lies open “at the end of Oct 2026”, or “now”."""
    if metric.date_basis != "instant":
        return periods.within(first, period)
    if periods.following(first, period) > today:
        return _("now")
    return _("at the end of %(period)s") % {"period": periods.name(first, period)}


def in_span(metric: Metric, count: int, since: date, until: date | None, *, today: date) -> str:
    """Between two dates: “2,012 tickets opened from 1 Oct 2026 to 31 Oct 2026”; an instant is the end of them."""
    if metric.date_basis != "instant":
        return _dated(metric, count, periods.span(since, until))
    if until is None or until > today:
        return _dated(metric, count, _("now"))
    last = periods.name(until - timedelta(days=1), "day")
    return _dated(metric, count, _("at the end of %(period)s") % {"period": last})


def _dated(metric: Metric, count: int, when: str) -> str:
    words = {
        "began": _("%(cases)s, begun %(when)s"),
        "opened": _("%(cases)s opened %(when)s"),
        "first resolved": _("%(cases)s first resolved %(when)s"),
        "instant": _("%(cases)s open %(when)s"),
    }[metric.date_basis]
    return words % {"cases": cases(metric, count), "when": when}
