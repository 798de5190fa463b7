"""allauth's views under the desk's own pages; rate limits and mails are allauth's."""

from __future__ import annotations

from allauth.account import views

from trifecta.parts import mailing

sign_in = views.LoginView.as_view(template_name="screens/account/sign_in.html")
sign_out = views.LogoutView.as_view(http_method_names=["post"])
forgot_password = views.PasswordResetView.as_view(template_name="screens/account/forgot_password.html")
link_sent = views.PasswordResetDoneView.as_view(
    template_name="screens/account/link_sent.html", extra_context={"has_server": mailing.is_set_up}
)
new_password = views.PasswordResetFromKeyView.as_view(template_name="screens/account/new_password.html")
password_set = views.PasswordResetFromKeyDoneView.as_view(template_name="screens/account/password_set.html")
