"""The list, one more of them, and the end of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.parts.posting import only_posted
from trifecta.screens.absences import page
from trifecta.screens.absences.forms import PlanForm
from trifecta.staff.actions.end_absence import end_absence
from trifecta.staff.actions.plan_absence import plan_absence
from trifecta.staff.models import Agent
from trifecta.web import toasts
from trifecta.web.choices import settled


def absences(request: HttpRequest) -> HttpResponse:
    agent = reader.agent(request)
    return _page(request, agent, PlanForm(by=agent))


@only_posted("absences")
def plan(request: HttpRequest) -> HttpResponse:
    agent = reader.agent(request)
    form = PlanForm(request.POST, by=agent)
    if form.is_valid():
        try:
            plan_absence(form.cleaned_data["agent"], plan=form.plan, by=agent, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Noted. Once it begins, others are asked to own what they own."))
            return redirect("absences")
    return _page(request, agent, form)


def end(request: HttpRequest, absence_id: int) -> HttpResponse:
    agent = reader.agent(request)
    if request.method != "POST":
        return redirect("absences")
    found = get_object_or_404(page.seen_by(agent), pk=absence_id)
    try:
        end_absence(found, by=agent, at=timezone.now())
    except TrifectaError as error:
        toasts.say(request, _(str(error)))
    else:
        toasts.say(request, _("%(name)s is back.") % {"name": found.agent.name})
    return redirect("absences")


def _page(request: HttpRequest, agent: Agent, form: PlanForm) -> HttpResponse:
    now = timezone.now()
    shown = {"lines": page.read(agent, at=now), "form": settled(form), "now": now}
    return render(request, "screens/absences/absences.html", shown, status=422 if form.errors else 200)
