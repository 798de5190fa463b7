"""What came of our promises, the part of it that fetches itself while numbers are computed, and what is open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from trifecta.parts import desk_clock, look_bar, reader
from trifecta.parts import look as looking
from trifecta.screens.promises import open_page, page
from trifecta.screens.promises.rows import promise_name
from trifecta.staff.permits import may_audit
from trifecta.warehouse import asking


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
        "may_read_book": may_audit(agent),
    }


def open_promises(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    shown = open_page.read(request.GET.dict(), by=reader.agent(request), at=at)
    told = {
        "page": shown,
        "now": at,
        "newer_url": _turned(request.GET, before=shown.before),
        "older_url": _turned(request.GET, after=shown.after),
    }
    return render(request, "screens/promises/open.html", told)


def _turned(asked: QueryDict, **place: str) -> str:
    """The same list from a place on; empty where there is none."""
    ((name, value),) = place.items()
    kept = asked.copy()
    for other in ("before", "after"):
        kept.pop(other, None)
    kept[name] = value
    return f"?{kept.urlencode()}" if value else ""
