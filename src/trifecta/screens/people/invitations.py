"""Inviting someone, and where the link leads."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.parts import mailing, reader
from trifecta.parts.forms import refuse
from trifecta.parts.posting import only_posted
from trifecta.preferences.models import Desk
from trifecta.screens.people.forms import AddressForm, InvitationForm, JoinForm
from trifecta.screens.people.views import one, overview
from trifecta.staff.actions.accept_invitation import accept_invitation, find_invitation
from trifecta.staff.actions.add_agent import add_agent
from trifecta.staff.actions.invite_agent import invite_agent
from trifecta.staff.models import Agent

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
logger = logging.getLogger(__name__)


@only_posted("people")
def invite(request: HttpRequest) -> HttpResponse:
    """Someone new: an agent with a link, or nothing."""
    admin, form, at = reader.admin(request), InvitationForm(request.POST), timezone.now()
    if form.is_valid():
        asked = form.cleaned_data
        try:
            with transaction.atomic():
                agent = add_agent(name=asked["name"], role=asked["role"], team=asked["team"], by=admin, at=at)
                secret = invite_agent(agent, email=asked["email"], by=admin, at=at)
        except TrifectaError as error:
            refuse(form, error)
        else:
            return _invited(request, agent, secret, asked["email"], by=admin)
    return overview(request, refused=form)


@only_posted("agent")
def invite_again(request: HttpRequest, agent_id: int) -> HttpResponse:
    """A new link for someone who lost theirs, or who came from a history."""
    admin = reader.admin(request)
    agent = get_object_or_404(Agent, pk=agent_id, is_placeholder=False)
    form = AddressForm(request.POST, auto_id="address_%s")
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            secret = invite_agent(agent, email=email, by=admin, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            return _invited(request, agent, secret, email, by=admin)
    return one(request, agent, refused={"address_form": form})


@login_not_required
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Where an invitation leads: name, zone, password, in."""
    try:
        invitation = find_invitation(secret, at=timezone.now())
    except TrifectaError as error:
        return render(request, "screens/people/join_refused.html", {"reason": _(str(error))}, status=410)
    zone = Desk.objects.get().zone
    form = JoinForm(request.POST or None, initial={"name": invitation.agent.name, "zone": zone})
    if form.is_valid():
        try:
            agent = accept_invitation(secret, **form.cleaned_data, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            login(request, agent.account, backend=BACKEND)
            return redirect("/")
    shown = {"form": form, "email": invitation.email}
    return render(request, "screens/people/join.html", shown, status=422 if form.errors else 200)


def links_of(request: HttpRequest, invitations: list[tuple[Agent, str]]) -> list[tuple[Agent, str]]:
    """The addresses behind the secrets."""
    return [(agent, request.build_absolute_uri(reverse("join", args=[secret]))) for agent, secret in invitations]


def _invited(request: HttpRequest, agent: Agent, secret: str, email: str, *, by: Agent) -> HttpResponse:
    """Mail the link and show it once, because a desk without a mail server must be able to invite too."""
    links = links_of(request, [(agent, secret)])
    is_mailed = _mail(agent, links[0][1], email=email, by=by)
    shown = {"links": links, "is_mailed": is_mailed, "has_server": mailing.is_set_up(), "email": email}
    return render(request, "screens/people/invited.html", shown)


def _mail(agent: Agent, link: str, *, email: str, by: Agent) -> bool:
    """Whether the link is on its way; a mail server that fails must not lose the link."""
    desk = Desk.objects.get()
    text = _(
        "Hello %(name)s,\n\n%(admin)s invites you to answer at %(desk)s. "
        "This link lets you in for seven days, and once:\n\n%(link)s"
    )
    try:
        send_mail(
            _("Your invitation to %(desk)s") % {"desk": desk},
            text % {"name": agent.name, "admin": by.name, "desk": desk, "link": link},
            settings.DEFAULT_FROM_EMAIL,
            [email],
        )
    except (SMTPException, OSError):
        logger.exception("The mail with an invitation could not be sent.")
        return False
    return mailing.is_set_up()
