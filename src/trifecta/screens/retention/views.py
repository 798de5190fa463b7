"""How long words are kept, and what goes by what is typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.revise_retention import revise_retention
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.retention import page
from trifecta.screens.retention.forms import RetentionForm
from trifecta.web import toasts


def retention(request: HttpRequest) -> HttpResponse:
    by = reader.of_setup(request)
    form = RetentionForm(request.POST or None, kept=page.kept())
    if form.is_valid():
        try:
            revise_retention(form.days, by=by, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Saved. The worker forgets once a day."))
            return redirect("retention")
    return render(request, "screens/retention/retention.html", {"form": form}, status=422 if form.errors else 200)


def due(request: HttpRequest) -> HttpResponse:
    """What would go by the times that are typed, or by those that hold; fetched after the page, for it looks far."""
    reader.of_setup(request)
    form, kept = RetentionForm(request.GET, kept={}), page.kept()
    if not form.is_valid():
        return render(request, "screens/retention/due.html", {"errors": form.errors})
    is_asked = any(name in request.GET for name in form.fields)
    days = form.days if is_asked else {name: kept.get(name) for name in form.fields}
    is_typed = any(days[name] != kept.get(name) for name in days)
    told = {"going": page.going(days, at=timezone.now()), "is_typed": is_typed}
    return render(request, "screens/retention/due.html", told)
