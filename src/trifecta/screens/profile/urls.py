from __future__ import annotations

from django.urls import path

from trifecta.screens.profile import views

urlpatterns = [
    path("me/", views.profile, name="profile"),
    path("me/address/", views.address, name="profile_address"),
    path("me/password/", views.change_password, name="account_change_password"),
]
