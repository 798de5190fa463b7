from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.utils import filter_users_by_email
from django.http import HttpRequest
from django.utils import timezone

from trifecta.customers.actions.open_portal import open_portal


class LinkForm(ResetPasswordForm):  # type: ignore[misc]
    """Asks for the mail address to which the link goes that sets a password: a forgotten one, or a customer's first."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = self.cleaned_data["email"]
        if open_portal(email=email, at=timezone.now()):
            self.users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        return str(super().save(request, **kwargs))
