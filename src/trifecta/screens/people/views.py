"""Inviting, importing and joining."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.import_people import import_people
from trifecta.parts import reader
from trifecta.preferences.models import Desk
from trifecta.screens.people import page
from trifecta.screens.people.forms import AddressForm, InvitationForm, JoinForm, ListForm
from trifecta.staff.actions.accept_invitation import accept_invitation, find_invitation
from trifecta.staff.actions.add_agent import add_agent
from trifecta.staff.actions.invite_agent import invite_agent
from trifecta.staff.models import Agent
from trifecta.staff.permits import may_run_desk
from trifecta.web.choices import settled

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def people(request: HttpRequest) -> HttpResponse:
    """All agents, and the form that invites one."""
    _require_admin(request)
    return _page(request, InvitationForm(), status=200)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    _require_admin(request)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    asked = form.cleaned_data
    at = timezone.now()
    try:
        with transaction.atomic():
            agent = add_agent(
                name=asked["name"], role=asked["role"], team=asked["team"], by=reader.agent(request), at=at
            )
            secret = invite_agent(agent, email=asked["email"], by=reader.agent(request), at=at)
    except TrifectaError as error:
        form.add_error(None, _(str(error)))
        return _page(request, form, status=422)
    return _invited(request, [(agent, secret)], {agent.pk: asked["email"]})


@require_POST
def invite_again(request: HttpRequest, agent_id: int) -> HttpResponse:
    """A new link for someone who lost theirs, or who came from a history."""
    _require_admin(request)
    agent = get_object_or_404(Agent, pk=agent_id, is_placeholder=False)
    form = AddressForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the mail address of %(name)s to invite them.") % {"name": agent.name})
        return redirect("people")
    try:
        secret = invite_agent(agent, email=form.cleaned_data["email"], by=reader.agent(request), at=timezone.now())
    except TrifectaError as error:
        messages.error(request, _(str(error)))
        return redirect("people")
    return _invited(request, [(agent, secret)], {agent.pk: form.cleaned_data["email"]})


def import_list(request: HttpRequest) -> HttpResponse:
    """People from a CSV file: what was added, and every refused line with its reason."""
    _require_admin(request)
    form = ListForm(request.POST or None, request.FILES or None)
    imported = None
    if form.is_valid():
        try:
            rows = page.read_list(form.cleaned_data["file"].read())
            imported = import_people(rows, by=reader.agent(request), at=timezone.now())
        except TrifectaError as error:
            form.add_error("file", _(str(error)))
    shown = {"form": form, "imported": imported, "links": _links(request, imported.invitations if imported else [])}
    return render(request, "screens/people/import_list.html", shown, status=422 if form.errors else 200)


@login_not_required
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Where an invitation leads: name, zone, password, in."""
    try:
        invitation = find_invitation(secret, at=timezone.now())
    except TrifectaError as error:
        return render(request, "screens/people/join_refused.html", {"reason": _(str(error))}, status=410)
    desk = Desk.objects.first()
    form = JoinForm(request.POST or None, initial={"name": invitation.agent.name, "zone": desk.zone if desk else "UTC"})
    if form.is_valid():
        try:
            agent = accept_invitation(secret, **form.cleaned_data, at=timezone.now())
        except TrifectaError as error:
            form.add_error(None, _(str(error)))
        else:
            login(request, agent.account, backend=BACKEND)
            return redirect("/")
    shown = {"form": form, "email": invitation.email}
    return render(request, "screens/people/join.html", shown, status=422 if form.errors else 200)


def _require_admin(request: HttpRequest) -> None:
    if not may_run_desk(reader.agent(request)):
        raise PermissionDenied(_("Only an administrator of the desk may do this."))


def _page(request: HttpRequest, form: InvitationForm, *, status: int) -> HttpResponse:
    shown = {"form": settled(form), "lines": page.lines(at=timezone.now())}
    return render(request, "screens/people/people.html", shown, status=status)


def _links(request: HttpRequest, invitations: list[tuple[Agent, str]]) -> list[tuple[Agent, str]]:
    return [(agent, request.build_absolute_uri(reverse("join", args=[secret]))) for agent, secret in invitations]


def _invited(request: HttpRequest, invitations: list[tuple[Agent, str]], addresses: dict[int, str]) -> HttpResponse:
    """Mail the links and show them once, because a desk without a mail server must be able to invite too."""
    links = _links(request, invitations)
    for agent, link in links:
        text = _("You are invited to answer at our desk. This link lets you in for seven days: %(link)s")
        send_mail(_("Your invitation"), text % {"link": link}, settings.DEFAULT_FROM_EMAIL, [addresses[agent.pk]])
    return render(request, "screens/people/invited.html", {"links": links, "is_mailed": bool(settings.EMAIL_HOST)})
