"""What came of our promises, the part of it that fetches itself while numbers are computed, and what is open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from trifecta.parts import desk_clock, look_bar, reader
from trifecta.parts import look as looking
from trifecta.parts.clocks import unread
from trifecta.parts.clocks.naming import promise_name
from trifecta.screens.promises import open_page, page
from trifecta.staff.permits import may_read_book
from trifecta.warehouse import asking

STANDINGS = {
    "running": gettext_lazy("Not broken yet"),
    "broken": gettext_lazy("Broken"),
    "paused": gettext_lazy("Paused"),
    "": gettext_lazy("All"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool
    count: str | None = None


def promises(request: HttpRequest) -> HttpResponse:
    return render(request, "screens/promises/promises.html", _shown(request))


def numbers(request: HttpRequest) -> HttpResponse:
    """The numbers alone, asked for again until all are there."""
    return render(request, "screens/promises/numbers.html", _shown(request))


def _shown(request: HttpRequest) -> dict[str, object]:
    agent = reader.agent(request)
    look = looking.read(request.GET, desk_clock.wall(timezone.now()))
    shown = page.read(by=agent, look=look)
    lines = [
        (promise_name(promise), shown.called.name(terms), f"promise={promise}&terms={terms}", count)
        for (promise, terms), count in shown.now.by_terms.items()
    ]
    return {
        "page": shown,
        "lines": lines,
        "bar": look_bar.bar(look, looking.address, sees_all=asking.eyes_of(agent) is None),
        "now": look.now,
        "may_read_book": may_read_book(agent),
        "unread": unread.note(),
    }


def open_promises(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    shown = open_page.read(request.GET.dict(), by=reader.agent(request), at=at)
    told = {
        "page": shown,
        "now": at,
        "newer_url": _turned(request.GET, before=shown.before),
        "older_url": _turned(request.GET, after=shown.after),
        "tabs": _tabs(request.GET),
        "unread": unread.note(),
    }
    return render(request, "screens/promises/open.html", told)


def _tabs(asked: QueryDict) -> list[Tab]:
    """The same promises, as they stand; what can still be kept is what a lead comes for."""
    current = asked.get("standing", "")
    return [
        Tab(str(label), _turned(asked, standing=standing) or "?", current=standing == current)
        for standing, label in STANDINGS.items()
    ]


def _turned(asked: QueryDict, **place: str) -> str:
    """The same list from a place on, or as it stands; empty where there is none."""
    ((name, value),) = place.items()
    kept = asked.copy()
    for other in ("before", "after", name):
        kept.pop(other, None)
    if value:
        kept[name] = value
    return f"?{kept.urlencode()}" if value or name == "standing" else ""
