"""The desk itself: its name, zone and language, with its hours and teams below."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.revise_settings import revise_settings
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.preferences.models import Desk
from trifecta.screens.desk import page
from trifecta.screens.desk.forms import SettingsForm, TeamForm
from trifecta.web import toasts


def desk(request: HttpRequest) -> HttpResponse:
    by = reader.of_setup(request)
    if request.method != "POST":
        return overview(request)
    form = SettingsForm(request.POST)
    if form.is_valid():
        try:
            revise_settings(**form.cleaned_data, by=by, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Saved."))
            return redirect("desk")
    return overview(request, refused={"form": form})


def overview(request: HttpRequest, *, refused: Mapping[str, Form] | None = None) -> HttpResponse:
    """The page of all settings; a refused form takes the place of the empty one of its name."""
    known = Desk.objects.get()
    shown = {
        "form": SettingsForm(initial={"name": known.name, "zone": known.zone, "language": known.language}),
        "team_form": TeamForm(auto_id="team_%s"),
        "hours": page.hours(),
        "teams": page.teams(),
        **(refused or {}),
    }
    return render(request, "screens/desk/desk.html", shown, status=422 if refused else 200)
