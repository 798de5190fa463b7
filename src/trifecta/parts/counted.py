"""How many cases stand behind a number, said so that one hears what they are and which day counts."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trifecta.metrics.answer import Cell
from trifecta.metrics.facts.declared import FACTS
from trifecta.metrics.metric import Metric
from trifecta.parts import periods
from trifecta.parts.look import Look
from trifecta.web import format as written


def cases(metric: Metric, count: int) -> str:
    """The cases by what they are: “2,072 tickets”."""
    if metric.fact == "handoffs":
        words = ngettext("%(count)s handoff", "%(count)s handoffs", count)
    elif metric.fact == "promises":
        words = ngettext("%(count)s promise", "%(count)s promises", count)
    elif metric.fact == "stays" and metric.date_basis != "instant":
        words = ngettext("%(count)s stay with a team", "%(count)s stays with a team", count)
    else:
        return subjects(metric, count)
    return words % {"count": written.number(count)}


def noun(metric: Metric) -> str:
    """What one ticket may be several of, as the head of a column."""
    return {"handoffs": _("Handoffs"), "promises": _("Promises"), "stays": _("Stays")}.get(metric.fact, _("Times"))


def subjects(metric: Metric, count: int) -> str:
    """What the cases open to; a ticket may be several of them."""
    if FACTS[metric.fact].subject == "contact":
        words = ngettext("%(count)s contact", "%(count)s contacts", count)
    else:
        words = ngettext("%(count)s ticket", "%(count)s tickets", count)
    return words % {"count": written.number(count)}


def opened(metric: Metric, count: int, *, among: int) -> str:
    """What a number opens to: “566 promises on 380 tickets”, or “380 tickets” where these are what is counted."""
    told = {"cases": cases(metric, count), "subjects": subjects(metric, among)}
    return told["subjects"] if subjects(metric, count) == told["cases"] else _("%(cases)s on %(subjects)s") % told


def listed(metric: Metric, cell: Cell) -> int:
    """How many cases the number opens to: of a stock measured by what was done of late, only the stock."""
    return int(cell.numerator or 0) if metric.recent else cell.n


def in_period(metric: Metric, count: int, first: date, look: Look) -> str:
    """Of one period: “2,072 tickets opened in Oct 2026”, “262 tickets open now”."""
    return _dated(metric, cases(metric, count), when(metric, first, look))


def when(metric: Metric, first: date, look: Look) -> str:
    """To which time a number of a period belongs: “in Oct 2026”; what lies open “at the end of Oct 2026”, or “now”."""
    if metric.date_basis != "instant":
        return periods.within(first, look.period)
    if periods.following(first, look.period) > look.on:
        return _("now")
    return _("at %(end)s") % {"end": named(metric, first, look)}


def named(metric: Metric, first: date, look: Look) -> str:
    """The same time by its name alone: “Oct 2026”, “the end of Oct 2026”, “now”."""
    if metric.date_basis != "instant":
        return periods.said(first, look.period)
    following = periods.following(first, look.period)
    if following > look.on:
        return _("now")
    last = periods.name(following - timedelta(days=1), "day")
    period = last if look.period in {"day", "week"} else periods.name(first, look.period)
    return _("the end of %(period)s") % {"period": period}


def in_span(metric: Metric, told: str, since: date, until: date | None, *, today: date) -> str:
    """Between two dates: “2,012 tickets opened from 1 Oct 2026 to 31 Oct 2026”; an instant is the end of them."""
    if metric.date_basis != "instant":
        return _dated(metric, told, periods.span(since, until))
    if until is None or until > today:
        return _dated(metric, told, _("now"))
    last = periods.name(until - timedelta(days=1), "day")
    return _dated(metric, told, _("at the end of %(period)s") % {"period": last})


def _dated(metric: Metric, counted: str, when: str) -> str:
    words = {
        "answered": _("%(cases)s answered %(when)s"),
        "began": _("%(cases)s, begun %(when)s"),
        "due": _("%(cases)s due %(when)s"),
        "ended": _("%(cases)s ended %(when)s"),
        "offered": _("%(cases)s offered %(when)s"),
        "opened": _("%(cases)s opened %(when)s"),
        "first resolved": _("%(cases)s first resolved %(when)s"),
        "instant": _("%(cases)s open %(when)s"),
    }[metric.date_basis]
    told = words % {"cases": counted, "when": when}
    return f"{told}, {_(metric.narrowed)}" if metric.narrowed else told
