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
from trifecta.parts.addresses import AddressRefused
from trifecta.parts.clocks import unread
from trifecta.parts.forms import refusals
from trifecta.screens.tickets import export as csv_export
from trifecta.screens.tickets import page
from trifecta.screens.tickets.chips import chips, without
from trifecta.screens.tickets.filters import Chosen, Filters, requester_name
from trifecta.tickets.models import Ticket
from trifecta.web import format as written
from trifecta.web import toasts


def tickets(request: HttpRequest) -> HttpResponse:
    """Fifty tickets as the address asks; a number typed into the search goes straight to its ticket."""
    if typed := request.GET.get("find", "").strip():
        return _go_to(request, typed)
    filters, chosen = _chosen(request)
    refused = refusals(filters, Filters.CALLED)
    cursors = {name: request.GET.get(name, "") for name in ("after", "before")}
    shown = page.NOTHING if refused else page.read(chosen, **cursors)
    return render(
        request,
        "screens/tickets/list.html",
        {
            "filters": filters,
            "sentence": [filters[name] for name in Filters.SENTENCE],
            "more": [filters[name] for name in Filters.MORE],
            "chips": chips(filters, request.GET, requester=requester_name(chosen)),
            "refused": refused,
            "page": shown,
            "unread": unread.note(),
            "offer_count": page.offers_to(chosen.agent),
            "asked_count": page.asked_to_own(chosen.agent),
            "now": timezone.now(),
            "count": _count(shown),
            "count_text": _count_text(shown),
            "newer_url": _turn(request.GET, before=shown.newer),
            "older_url": _turn(request.GET, after=shown.older),
            "export_url": reverse("tickets_export") + without(request.GET),
        },
        status=400 if refused else 200,
    )


def export(request: HttpRequest) -> StreamingHttpResponse:
    filters, chosen = _chosen(request)
    if refused := refusals(filters, Filters.CALLED):
        raise AddressRefused(" ".join(refused))
    response = StreamingHttpResponse(csv_export.blocks(page.every(chosen)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tickets.csv"'
    return response


def _go_to(request: HttpRequest, typed: str) -> HttpResponse:
    typed = typed.removeprefix("#")
    parsed = ids.parse_reference(f"T-{typed}" if typed.isascii() and typed.isdecimal() else typed)
    if parsed and parsed[0] == "ticket":
        if Ticket.objects.visible_to(reader.agent(request)).filter(pk=parsed[1]).exists():
            return redirect("ticket", reference=ids.reference(*parsed))
        toasts.warn(request, _("There is no ticket %(typed)s that you may see.") % {"typed": ids.reference(*parsed)})
        return redirect(reverse("tickets") + without(request.GET))
    toasts.warn(request, _("“%(typed)s” is not the number of a ticket; write it like T-10482.") % {"typed": typed[:40]})
    return redirect(reverse("tickets") + without(request.GET))


def _chosen(request: HttpRequest) -> tuple[Filters, Chosen]:
    agent = reader.agent(request)
    filters = Filters(request.GET, agent=agent)
    filters.is_valid()
    return filters, Chosen(filters.cleaned_data, agent)


def _count(shown: page.Page) -> str:
    return _("%(count)s+") % {"count": written.number(shown.count)} if shown.is_capped else written.number(shown.count)


def _count_text(shown: page.Page) -> str:
    return ngettext("%(count)s ticket", "%(count)s tickets", shown.count) % {"count": _count(shown)}


def _turn(asked: QueryDict, **cursor: str) -> str:
    """The same list from the cursor on; empty when there is none."""
    ((name, value),) = cursor.items()
    kept = QueryDict(without(asked)[1:], mutable=True)
    kept[name] = value
    return f"?{kept.urlencode()}" if value else ""
