"""Addresses of signing in; the names are those that allauth asks for."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from trifecta.screens.account import views


class Base36(StringConverter):
    """The number of an account; Django's `str` would take half of the key along, for both have hyphens."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

urlpatterns = [
    path("account/sign-in/", views.sign_in, name="account_login"),
    path("account/sign-out/", views.sign_out, name="account_logout"),
    path("account/password/forgotten/", views.forgot_password, name="account_reset_password"),
    path("account/password/sent/", views.link_sent, name="account_reset_password_done"),
    path("account/password/new/<base36:uidb36>-<str:key>/", views.new_password, name="account_reset_password_from_key"),
    path("account/password/done/", views.password_set, name="account_reset_password_from_key_done"),
]
