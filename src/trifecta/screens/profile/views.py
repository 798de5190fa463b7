"""One's own profile."""

from __future__ import annotations

from typing import cast

from allauth.account.views import PasswordChangeView
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.desk.actions.revise_self import revise_self
from trifecta.identity.actions.change_address import change_address
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.screens.profile.forms import AddressForm, ProfileForm
from trifecta.web import toasts

change_password = PasswordChangeView.as_view(
    template_name="screens/profile/change_password.html", success_url=reverse_lazy("profile")
)


def profile(request: HttpRequest) -> HttpResponse:
    account = reader.account(request)
    known = {"name": account.name, "zone": account.zone, "language": account.language}
    form = ProfileForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            revise_self(account, **form.cleaned_data, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Saved."))
            return redirect("profile")
    shown = {"form": form, "email": account.email}
    return render(request, "screens/profile/profile.html", shown, status=422 if form.errors else 200)


def address(request: HttpRequest) -> HttpResponse:
    """Another mail address, for who knows the password: guesses at an open screen are counted as at the door."""
    account = reader.account(request)
    if not ratelimit.consume(request, action="reauthenticate", user=account):
        return cast("HttpResponse", ratelimit.respond_429(request))
    form = AddressForm(request.POST or None)
    if form.is_valid():
        try:
            change_address(account, **form.cleaned_data)
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("You sign in by this address from now on."))
            return redirect("profile")
    return render(request, "screens/profile/address.html", {"form": form}, status=422 if form.errors else 200)
