"""The list, and the part of it that fetches itself while values are computed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trifecta.parts import desk_clock, look_bar, reader
from trifecta.parts import look as looking
from trifecta.screens.metrics import page
from trifecta.warehouse import asking


def metrics(request: HttpRequest) -> HttpResponse:
    return render(request, "screens/metrics/metrics.html", _shown(request))


def values(request: HttpRequest) -> HttpResponse:
    """The table alone, asked for again until all values are there."""
    return render(request, "screens/metrics/values.html", _shown(request))


def _shown(request: HttpRequest) -> dict[str, object]:
    look = looking.read(request.GET, desk_clock.wall(timezone.now()))
    agent = reader.agent(request)
    shown = page.read(by=agent, look=look)
    return {"page": shown, "bar": look_bar.bar(look, looking.address, sees_all=asking.eyes_of(agent) is None)}
