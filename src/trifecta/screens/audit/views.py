"""The audit page and its CSV."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trifecta.parts import reader
from trifecta.parts.addresses import AddressRefused
from trifecta.parts.forms import refusals
from trifecta.screens.audit import export as csv_export
from trifecta.screens.audit import page
from trifecta.screens.audit.filters import Filters
from trifecta.staff.models import Agent
from trifecta.staff.permits import may_audit


def audit(request: HttpRequest) -> HttpResponse:
    auditor = _auditor(request)
    filters = _filters(request)
    before, after = _place(request.GET, "before"), _place(request.GET, "after")
    refused = refusals(filters)
    shown = page.NOTHING if refused else page.read(filters.asked, reader=auditor, before=before, after=after)
    return render(
        request,
        "screens/audit/audit.html",
        {
            "filters": filters,
            "page": shown,
            "is_narrowed": bool(refused) or any(filters.cleaned_data.values()),
            "refused": refused,
            "newer_url": _turn(request.GET, after=shown.newer),
            "older_url": _turn(request.GET, before=shown.older),
            "export_url": f"{reverse('audit_export')}{_turn(request.GET) or '?'}",
        },
        status=400 if refused else 200,
    )


def export(request: HttpRequest) -> StreamingHttpResponse:
    auditor = _auditor(request)
    filters = _filters(request)
    if refused := refusals(filters):
        raise AddressRefused(" ".join(refused))
    blocks = csv_export.blocks(filters.asked, reader=auditor)
    response = StreamingHttpResponse(blocks, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _auditor(request: HttpRequest) -> Agent:
    person = reader.agent(request)
    if not may_audit(person):
        raise PermissionDenied(_("Only administrators and auditors of the desk may read the whole log."))
    return person


def _filters(request: HttpRequest) -> Filters:
    filters = Filters(request.GET)
    filters.is_valid()
    return filters


def _place(asked: QueryDict, name: str) -> int | None:
    typed = asked.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None


def _turn(asked: QueryDict, **cursor: int | None) -> str:
    """The same lines from the cursor on; empty when there is none."""
    kept = QueryDict(mutable=True)
    kept.update({name: str(asked[name]) for name in Filters.base_fields if asked.get(name)})
    for name, place in cursor.items():
        if place is None:
            return ""
        kept[name] = str(place)
    return f"?{kept.urlencode()}" if kept else ""
