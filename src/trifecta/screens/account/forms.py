from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.forms import Field
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trifecta.customers.actions.open_portal import open_portal


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's, in the words of every other form here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak_plainly(self.fields["login"])
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""  # the page itself shows the way out
        self.fields["remember"].label = _("Stay signed in")


class LinkForm(ResetPasswordForm):  # type: ignore[misc]
    """Asks for the mail address to which the link goes that sets a password: a forgotten one, or a customer's first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak_plainly(self.fields["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        account = open_portal(email=self.cleaned_data["email"], at=timezone.now())
        if account is not None:
            # To the address that the desk knows, not to the one that was typed: a database may take two signs for one.
            self.users, self.cleaned_data["email"] = [account], account.email
        return str(super().save(request, **kwargs))


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """Says of a password what the first run and an invitation say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, again = self.fields["password1"], self.fields["password2"]
        first.label, again.label = _("New password"), _("New password again")
        first.help_text = _("At least eight characters, not a common word.")
        for field in (first, again):
            field.widget.attrs.pop("placeholder", None)


def _speak_plainly(field: Field) -> None:
    """The label says what to write; a placeholder would say it twice."""
    field.label = _("Mail address")
    field.widget.attrs.pop("placeholder", None)
