from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.set_priorities import set_priorities
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.preferences import priorities as known
from trifecta.screens.priorities.forms import GridForm
from trifecta.tickets import codes, rules
from trifecta.web import toasts


def priorities(request: HttpRequest) -> HttpResponse:
    by = reader.of_setup(request)
    form = GridForm(request.POST or None, grid=known.grid() or rules.PRIORITY)
    if form.is_valid():
        try:
            set_priorities(form.grid, seen=form.cleaned_data["seen"], by=by, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Saved. It holds for every priority that is set from now on."))
            return redirect("priorities")
    shown = {"form": form, "number": known.number(), "urgencies": [_(choice.label) for choice in codes.URGENCIES]}
    return render(request, "screens/priorities/priorities.html", shown, status=422 if form.errors else 200)
