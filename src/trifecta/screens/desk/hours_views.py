"""When the desk is open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.revise_opening_hours import revise_opening_hours
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.desk import page
from trifecta.screens.desk.forms import DAYS, HoursForm, region_choices
from trifecta.web import toasts


def hours(request: HttpRequest) -> HttpResponse:
    admin = reader.admin(request)
    form = HoursForm(request.POST or None, initial=_known())
    if form.is_valid():
        try:
            revise_opening_hours(form.week, holidays=form.holidays, by=admin, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Saved. What is open now is timed by the new hours."))
            return redirect("desk")
    return render(request, "screens/desk/hours.html", {"form": form}, status=422 if form.errors else 200)


def regions(request: HttpRequest) -> HttpResponse:
    """The regions of the country that was just chosen."""
    reader.admin(request)
    choices = region_choices(request.GET.get("country", ""))
    return render(request, "screens/desk/regions.html", {"choices": choices})


def _known() -> dict[str, Any]:
    version = page.current_version()
    windows = dict(zip(DAYS, version.own_hours.week, strict=True))
    first = next(iter(version.lists), None)
    return {**windows, "country": first.country if first else "", "region": first.subdivision or "" if first else ""}
