"""What the list of cases shows around its rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.parts import counted, dimensions, reader
from trifecta.parts.addresses import AddressRefused
from trifecta.screens.metric import case_list
from trifecta.screens.metric.asked import Asked
from trifecta.screens.metric.case_list import PER_PAGE, CaseList
from trifecta.warehouse import naming
from trifecta.web.format import number

HITS = "counted"


def wants_hits(request: HttpRequest) -> bool:
    """Only the cases that a share counts. Raises AddressRefused for any other choice."""
    only = request.GET.get("only", "")
    if only not in {"", HITS}:
        raise AddressRefused(_("There is no choice “%(text)s” of cases; leave it out to see all.") % {"text": only})
    return only == HITS


def read(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    now, path, only_hits = timezone.now(), request.path, wants_hits(request)
    start = _start(request.GET.get("after", ""))
    shown = case_list.read(asked, by=reader.agent(request), at=now, start=start, only_hits=only_hits)
    kept = {"only": HITS if only_hits else None}
    return {
        "asked": asked,
        "metric": asked.metric,
        "told": _told(asked, shown),
        "cases": shown,
        "amount_title": case_list.amount_title(asked.metric),
        "times_title": counted.noun(asked.metric) if shown.times_count > shown.total else "",
        "day_title": _("First solved") if asked.metric.date_basis == "first resolved" else "",
        "count_text": _range(shown, start),
        "tabs": _tabs(asked, shown, path, only_hits=only_hits),
        "chips": chips(asked, path),
        "newer_url": asked.url(path, **kept, after=start - PER_PAGE or None) if start >= PER_PAGE else "",
        "older_url": asked.url(path, **kept, after=shown.next_start) if shown.next_start else "",
        "first_url": asked.url(path, **kept),
        "export_url": asked.url(reverse("metric_cases_export", args=[asked.metric.id]), **kept),
        "metric_url": asked.url(reverse("metric", args=[asked.metric.id]), since=None, until=None),
        "now": now,
    }


def chips(asked: Asked, path: str) -> list[dict[str, str]]:
    """The conditions in force, by name, each with the address without it."""
    found = []
    for dimension, value in asked.where:
        shown: Any = int(value) if dimension in naming.TABLES and value.isdecimal() else value or None
        name = naming.names(dimension, [shown]).get(shown, value)
        rest = tuple(pair for pair in asked.where if pair != (dimension, value))
        label = _("%(filter)s: %(value)s") % {"filter": dimensions.word(dimension), "value": name}
        found.append({"label": label, "without_url": asked.url(path, where=rest)})
    return found


def _start(after: str) -> int:
    return int(after) if after.isdecimal() and len(after) < 7 else 0


def _told(asked: Asked, shown: CaseList) -> str:
    """What is listed, in words."""
    if shown.is_computing or shown.failure:
        return _(asked.metric.question)
    listed = counted.opened(asked.metric, shown.times_count, among=shown.total)
    return counted.in_span(asked.metric, listed, asked.since, asked.until, today=asked.look.today)


def _range(shown: CaseList, start: int) -> str:
    """Where in the list this page is."""
    last = min(start + PER_PAGE, shown.count)
    told = {"first": number(start + 1), "last": number(last), "count": number(shown.count)}
    return _("%(first)s–%(last)s of %(count)s") % told if start < shown.count else ""


def _tabs(asked: Asked, shown: CaseList, path: str, *, only_hits: bool) -> list[dict[str, Any]]:
    """All tickets or contacts, and those that the share counts."""
    if shown.hit_count is None:
        return []
    every = _("All contacts") if shown.subject == "contact" else _("All tickets")
    counts = ((_(asked.metric.label), shown.hit_count, HITS), (every, shown.total, None))
    return [
        {"label": label, "count": number(count), "url": asked.url(path, only=only), "current": only_hits == bool(only)}
        for label, count, only in counts
    ]
