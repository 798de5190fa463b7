"""Shown until the desk exists, and never again."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.set_up_desk import set_up_desk
from trifecta.parts.forms import refuse
from trifecta.preferences.models import Desk
from trifecta.screens.first_run.forms import FirstRunForm
from trifecta.web import toasts

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
def first_run(request: HttpRequest) -> HttpResponse:
    """The one form; whoever fills it is the first administrator and is signed in."""
    if Desk.objects.exists():
        return redirect("account_login")
    form = FirstRunForm(request.POST or None)
    if form.is_valid():
        try:
            admin = set_up_desk(form.asked(), at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            login(request, admin.account, backend=BACKEND)
            toasts.say(request, _("The desk is open."))
            return redirect("left_to_do")
    return render(request, "screens/first_run/first_run.html", {"form": form}, status=422 if form.errors else 200)
