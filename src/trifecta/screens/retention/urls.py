from __future__ import annotations

from django.urls import path

from trifecta.screens.retention import views

urlpatterns = [
    path("desk/retention/", views.retention, name="retention"),
    path("desk/retention/due/", views.due, name="retention_due"),
]
