"""allauth's mails and messages in the words of the desk."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from trifecta.identity.models import Account
from trifecta.preferences.models import Desk
from trifecta.web import toasts

logger = logging.getLogger(__name__)
CHANGED = "account/messages/password_changed.txt"
LINK = "account/email/password_reset_key"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody adds themselves: agents are invited, customers are known."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """An address that cannot even be read is none to go to."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:  # noqa: ARG002
        toasts.warn(request, _("Your access has ended. Ask whoever runs this desk."))
        return redirect("account_login")

    def add_message(
        self,
        request: HttpRequest,
        level: int,  # noqa: ARG002
        message_template: str | None = None,
        *_rest: Any,
        **_more: Any,
    ) -> None:
        """Only what one would not see anyway: the page after signing in speaks for itself."""
        if message_template == CHANGED:
            toasts.say(request, _("Your new password is set."))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """
        The one mail there is: the link that sets a password.

        A mail server that fails is for the log: a page that failed would tell who may sign in here and who may not.
        """
        if template_prefix != LINK:
            return
        desk = Desk.objects.first()
        text = render_to_string("screens/account/link.txt", {"link": context["password_reset_url"], "desk": desk})
        try:
            send_mail(_("Set your password"), text, self.get_from_email(), [email])
        except (SMTPException, OSError):
            logger.exception("The mail with the link to set a password could not be sent.")
