"""What every page knows: the desk's name, who is signed in, the rail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from trifecta.config import screens
from trifecta.parts.reader import is_agent
from trifecta.preferences.models import Desk


@dataclass(frozen=True, slots=True)
class RailLink:
    label: str | Promise
    icon: str
    url: str
    key: str
    current: bool
    count: int | None


PROFILE = {"label": gettext_lazy("My profile"), "icon": "user", "url": reverse_lazy("profile")}
AWAY = {"label": gettext_lazy("Who is away"), "icon": "calendar", "url": reverse_lazy("absences")}


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "desk": Desk.objects.first(),
        "person": getattr(request, "person", None),
        "rail": _rail(request),
        "menu": (PROFILE, AWAY) if is_agent(getattr(request, "person", None)) else (PROFILE,),
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
