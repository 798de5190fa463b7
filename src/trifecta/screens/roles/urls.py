from __future__ import annotations

from django.urls import path

from trifecta.screens.roles import views

urlpatterns = [path("desk/roles/", views.roles, name="roles")]
