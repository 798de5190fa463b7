"""The list and its export."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trifecta.base import ids
from trifecta.parts import reader
from trifecta.screens.tickets import export as csv_export
from trifecta.screens.tickets import page
from trifecta.screens.tickets.filters import Chosen, Filters, requester_name
from trifecta.web import format as written
from trifecta.web.choices import settled


def tickets(request: HttpRequest) -> HttpResponse:
    """Fifty tickets as the address asks; a reference typed into the search goes straight to its ticket."""
    if reference := ids.parse_reference(request.GET.get("find", "")):
        return (
            redirect("ticket", reference=ids.reference(*reference)) if reference[0] == "ticket" else redirect("tickets")
        )
    filters, chosen = _chosen(request)
    shown = page.read(chosen, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render(
        request,
        "screens/tickets/list.html",
        {
            "filters": settled(filters),
            "page": shown,
            "requester_name": requester_name(chosen),
            "now": timezone.now(),
            "count_text": _count_text(shown),
            "newer_url": _url(request.GET, before=shown.newer),
            "older_url": _url(request.GET, after=shown.older),
            "export_url": f"{reverse('tickets_export')}?{_without_cursor(request.GET).urlencode()}",
        },
    )


def export(request: HttpRequest) -> StreamingHttpResponse:
    chosen = _chosen(request)[1]
    every = page.every(chosen).iterator(chunk_size=2000)
    response = StreamingHttpResponse(csv_export.lines(every), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tickets.csv"'
    return response


def _chosen(request: HttpRequest) -> tuple[Filters, Chosen]:
    filters = Filters(request.GET)
    filters.is_valid()
    return filters, Chosen(filters.cleaned_data, reader.agent(request))


def _count_text(shown: page.Page) -> str:
    if shown.is_capped:
        return _("%(count)s+ tickets") % {"count": written.number(shown.count)}
    return ngettext("%(count)s ticket", "%(count)s tickets", shown.count) % {"count": written.number(shown.count)}


def _without_cursor(asked: QueryDict) -> QueryDict:
    kept = asked.copy()
    for name in ("after", "before", "find"):
        kept.pop(name, None)
    return kept


def _url(asked: QueryDict, **cursor: str) -> str:
    """The same list from the cursor on; empty when there is none."""
    if not any(cursor.values()):
        return ""
    kept = _without_cursor(asked)
    kept.update(cursor)
    return f"?{kept.urlencode()}"
