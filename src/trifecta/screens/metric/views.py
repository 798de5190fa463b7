"""One metric, its numbers as they come, its cases, its CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _lazy

from trifecta.metrics import metric as registry
from trifecta.metrics.metric import Metric, UnknownMetric
from trifecta.parts import desk_clock, dimensions, figures, look_bar, reader
from trifecta.screens.metric import asked as asking_for
from trifecta.screens.metric import case_list, case_page, defining, page
from trifecta.screens.metric import export as export_rows
from trifecta.screens.metric.asked import Asked
from trifecta.warehouse import asking

BETTER = {
    "higher": _lazy("The higher the better"),
    "lower": _lazy("The lower the better"),
    "context": _lazy("Neither: it says how much there is, not how well it went"),
}


def metric(request: HttpRequest, metric_id: str) -> HttpResponse:
    return render(request, "screens/metric/metric.html", _shown(request, metric_id))


def numbers(request: HttpRequest, metric_id: str) -> HttpResponse:
    """The computed part alone, asked for again until it is whole."""
    return render(request, "screens/metric/numbers.html", _shown(request, metric_id))


def cases(request: HttpRequest, metric_id: str) -> HttpResponse:
    """The very tickets or contacts behind a number."""
    asked = _asked(request, metric_id)
    return render(request, "screens/metric/cases.html", case_page.read(request, asked))


def export_cases(request: HttpRequest, metric_id: str) -> HttpResponse:
    """The same as CSV, each case with what it adds to the number."""
    asked, agent, only_hits = _asked(request, metric_id), reader.agent(request), case_page.wants_hits(request)
    kept = asking.ask_cases(asked.one(), by=agent, at=timezone.now())
    if kept.answer is None:
        return _not_yet(request, kept.failure)
    rows = case_list.every(asked, kept.answer, by=agent, only_hits=only_hits)
    return _csv(f"{metric_id}-cases", export_rows.cases(rows, subject=kept.answer.subject))


def export(request: HttpRequest, metric_id: str) -> HttpResponse:
    """The numbers of the page, or its breakdown, as CSV."""
    asked = _asked(request, metric_id)
    shown = page.read(asked, by=reader.agent(request))
    answer, cut = shown.answer, shown.breakdown.answer
    if answer is None or (asked.by and cut is None):
        return _not_yet(request, shown.failure)
    if cut is None:
        return _csv(f"{metric_id}-by-{asked.period}", export_rows.over_time(answer, asked.look))
    rows = export_rows.breakdown(cut, asked.look, by=asked.by, first=shown.first)
    return _csv(f"{metric_id}-{shown.first}-by-{asked.by}", rows)


def _not_yet(request: HttpRequest, failure: str) -> HttpResponse:
    """A page that asks again by itself until the file is there, or says why it will not be."""
    response = render(request, "screens/metric/not_yet.html", {"failure": failure}, status=202)
    if not failure:
        response["Refresh"] = "2"
    return response


def _csv(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    csv.writer(response).writerows(rows)
    return response


def _asked(request: HttpRequest, metric_id: str) -> Asked:
    try:
        found: Metric = registry.get(metric_id)
    except UnknownMetric as error:
        raise Http404(str(error)) from error
    eyes, wall = asking.eyes_of(reader.agent(request)), desk_clock.wall(timezone.now())
    is_named = asking_for.named_to(eyes.hidden_team_ids if eyes else ())
    return asking_for.read(found, request.GET, wall=wall, is_named=is_named)


def _shown(request: HttpRequest, metric_id: str) -> dict[str, Any]:
    asked = _asked(request, metric_id)
    asked = replace(asked, by=asked.by or asked.metric.dimensions[0])
    path, agent = reverse("metric", args=[metric_id]), reader.agent(request)
    shown = page.read(asked, by=agent)
    bar = look_bar.bar(
        asked.look,
        lambda period, until: asked.url(path, period=period, since=None, until=until),
        sees_all=asking.eyes_of(agent) is None,
    )
    cuts = [
        {"label": capfirst(dimensions.word(name)), "url": asked.url(path, by=name), "current": name == asked.by}
        for name in asked.metric.dimensions
    ]
    return {
        "asked": asked,
        "metric": asked.metric,
        "basis": dimensions.basis(asked.metric.date_basis),
        "meaning": defining.definition(asked.metric.meaning),
        "unit_word": figures.unit_word(asked.metric),
        "better": BETTER[asked.metric.better],
        "guard": registry.get(asked.metric.guard) if asked.metric.guard else None,
        "numbers": shown,
        "bar": bar,
        "cuts": cuts,
        "chips": case_page.chips(asked, path),
        "export_url": asked.url(reverse("metric_export", args=[metric_id]), by=None),
        "cut_export_url": asked.url(reverse("metric_export", args=[metric_id])),
        "poll_url": asked.url(reverse("metric_numbers", args=[metric_id])),
        "now": asked.look.now,
    }
