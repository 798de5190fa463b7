"""Teams: what they are, and who is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.parts.posting import only_posted
from trifecta.screens.desk import page
from trifecta.screens.desk.forms import MemberForm, TeamForm, TeamHoursForm, TeamRevisionForm
from trifecta.screens.desk.views import overview
from trifecta.staff.actions.add_team import add_team
from trifecta.staff.actions.join_team import join_team
from trifecta.staff.actions.leave_team import leave_team
from trifecta.staff.actions.revise_team import revise_team
from trifecta.staff.actions.set_team_hours import set_team_hours
from trifecta.staff.models import Agent, Team
from trifecta.web import toasts
from trifecta.web.choices import settled

MOST_FOUND = 8


@only_posted("desk")
def add(request: HttpRequest) -> HttpResponse:
    admin = reader.admin(request)
    form = TeamForm(request.POST, auto_id="team_%s")
    if form.is_valid():
        try:
            added = add_team(**form.cleaned_data, by=admin)
        except TrifectaError as error:
            refuse(form, error, "name")
        else:
            return redirect("desk_team", team_id=added.pk)
    return overview(request, refused={"team_form": form})


def team(request: HttpRequest, team_id: int) -> HttpResponse:
    by = reader.of_setup(request)
    found = get_object_or_404(Team, pk=team_id)
    if request.method != "POST":
        return _page(request, found)
    form = TeamRevisionForm(request.POST)
    if form.is_valid():
        try:
            revise_team(found, **form.cleaned_data, by=by)
        except TrifectaError as error:
            refuse(form, error, "name")
        else:
            toasts.say(request, _("Saved."))
            return redirect("desk_team", team_id=team_id)
    return _page(request, found, refused={"form": form})


@only_posted("desk_team")
def hours(request: HttpRequest, team_id: int) -> HttpResponse:
    """By whose opening hours the team works."""
    admin = reader.admin(request)
    found = get_object_or_404(Team, pk=team_id)
    form = TeamHoursForm(request.POST, auto_id="hours_%s")
    if not form.is_valid():
        return _page(request, found, refused={"hours_form": form})
    set_team_hours(found, calendar=form.cleaned_data["calendar"], by=admin, at=timezone.now())
    toasts.say(request, _("Saved. What is open is being timed by the new hours now."))
    return redirect("desk_team", team_id=team_id)


@only_posted("desk_team")
def join(request: HttpRequest, team_id: int) -> HttpResponse:
    admin = reader.admin(request)
    found = get_object_or_404(Team, pk=team_id)
    form = MemberForm(request.POST, auto_id="member_%s")
    if form.is_valid():
        asked = form.cleaned_data
        try:
            join_team(asked["agent"], team=found, is_lead=asked["is_lead"], by=admin, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            return redirect("desk_team", team_id=team_id)
    return _page(request, found, refused={"member_form": form})


@only_posted("desk_team")
def leave(request: HttpRequest, team_id: int) -> HttpResponse:
    admin = reader.admin(request)
    found = get_object_or_404(Team, pk=team_id)
    form = MemberForm(request.POST)
    if form.is_valid():
        gone = form.cleaned_data["agent"]
        leave_team(gone, team=found, by=admin, at=timezone.now())
        toasts.say(request, _("%(name)s is no longer in %(team)s.") % {"name": gone.name, "team": found.name})
    return redirect("desk_team", team_id=team_id)


def agents(request: HttpRequest, team_id: int) -> HttpResponse:
    """Who could join: by the beginning of a name, without those who are in the team."""
    reader.admin(request)
    typed = request.GET.get("q", "").strip().replace("\0", "")
    outside = Agent.objects.active().exclude(memberships__team=team_id).filter(name__icontains=typed)
    found = outside.order_by("name")[:MOST_FOUND] if typed else ()
    return render(request, "screens/desk/agents.html", {"agents": list(found)})


def _page(request: HttpRequest, found: Team, *, refused: Mapping[str, Form] | None = None) -> HttpResponse:
    shown: dict[str, Any] = {
        "team": found,
        "form": TeamRevisionForm(initial={name: getattr(found, name) for name in TeamRevisionForm.base_fields}),
        "member_form": MemberForm(auto_id="member_%s"),
        "hours_form": TeamHoursForm(auto_id="hours_%s", initial={"calendar": found.calendar_id}),
        "members": page.members(found),
        **(refused or {}),
    }
    settled(shown["hours_form"])
    return render(request, "screens/desk/team.html", shown, status=422 if refused else 200)
