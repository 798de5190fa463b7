"""One's own profile."""

from __future__ import annotations

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.identity.actions.revise_profile import revise_profile
from trifecta.parts import reader
from trifecta.screens.profile.forms import ProfileForm

change_password = PasswordChangeView.as_view(
    template_name="screens/profile/change_password.html", success_url=reverse_lazy("profile")
)


def profile(request: HttpRequest) -> HttpResponse:
    account = reader.account(request)
    known = {"name": account.name, "zone": account.zone, "language": account.language}
    form = ProfileForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            revise_profile(account, **form.cleaned_data)
        except TrifectaError as error:
            form.add_error(None, _(str(error)))
        else:
            messages.success(request, _("Saved."))
            return redirect("profile")
    return render(request, "screens/profile/profile.html", {"form": form}, status=422 if form.errors else 200)
