"""What every page knows: the desk's name, who is signed in, the rail."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from trifecta.config import screens
from trifecta.preferences.models import Desk


class RailLink(NamedTuple):
    label: str
    icon: str
    url: str
    key: str
    current: bool
    count: int | None


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "desk": SimpleLazyObject(Desk.objects.first),
        "person": getattr(request, "person", None),
        "rail": _rail(request),
        "sign_out_url": reverse("account_logout") if getattr(request, "person", None) else "",
    }


def _rail(request: HttpRequest) -> list[RailLink]:
    person = getattr(request, "person", None)
    if person is None:
        return []
    links = []
    for entry in screens.rail_entries():
        if entry.shown_to(person):
            url = reverse(entry.address)
            links.append(RailLink(entry.label, entry.icon, url, entry.key, request.path.startswith(url), None))
    return links
