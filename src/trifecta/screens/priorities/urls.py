from __future__ import annotations

from django.urls import path

from trifecta.screens.priorities import views

urlpatterns = [path("desk/priorities/", views.priorities, name="priorities")]
