"""Who answers at this desk: the list, and each of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.people import page
from trifecta.screens.people.forms import AddressForm, AgentForm, InvitationForm
from trifecta.staff.actions.revise_agent import revise_agent
from trifecta.staff.models import Agent
from trifecta.web import toasts
from trifecta.web.choices import settled


def people(request: HttpRequest) -> HttpResponse:
    """All agents, and the form that invites one."""
    reader.of_setup(request)
    return overview(request)


def overview(request: HttpRequest, *, refused: InvitationForm | None = None) -> HttpResponse:
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    shown = page.read(shown=request.GET.get("show", ""), number=number, at=timezone.now())
    context = {"form": settled(refused or InvitationForm()), "page": shown, **_turns(shown)}
    return render(request, "screens/people/people.html", context, status=422 if refused else 200)


def agent(request: HttpRequest, agent_id: int) -> HttpResponse:
    """One agent: role, access, teams."""
    by = reader.of_setup(request)
    found = get_object_or_404(Agent, pk=agent_id, is_placeholder=False)
    if request.method != "POST":
        return one(request, found)
    form = AgentForm(request.POST)
    if form.is_valid():
        try:
            revise_agent(found, **form.cleaned_data, by=by, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Saved."))
            return redirect("agent", agent_id=agent_id)
    return one(request, found, refused={"form": form})


def one(request: HttpRequest, found: Agent, *, refused: Mapping[str, Form] | None = None) -> HttpResponse:
    """The page of one agent; a refused form takes the place of the empty one of its name."""
    invitation = getattr(found, "invitation", None)
    shown = {
        "agent": found,
        "access": page.access(found, at=timezone.now()),
        "form": AgentForm(initial={"role": found.role, "is_active": found.is_active}),
        "address_form": AddressForm(initial={"email": invitation.email if invitation else ""}, auto_id="address_%s"),
        "teams": list(found.teams.order_by("name")),
        **(refused or {}),
    }
    return render(request, "screens/people/agent.html", shown, status=422 if refused else 200)


def _turns(shown: page.Page) -> dict[str, str]:
    """The ways to the pages before and after."""
    first, last = (shown.number - 1) * page.PER_PAGE + 1, min(shown.number * page.PER_PAGE, shown.count)
    address = f"?show={shown.shown}&page="
    return {
        "count_text": _("%(first)s–%(last)s of %(count)s") % {"first": first, "last": last, "count": shown.count},
        "newer_url": f"{address}{shown.number - 1}" if shown.number > 1 else "",
        "older_url": f"{address}{shown.number + 1}" if shown.number < shown.of else "",
    }
