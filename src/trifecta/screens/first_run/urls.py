from __future__ import annotations

from django.urls import path

from trifecta.screens.first_run import views

urlpatterns = [path("welcome/", views.first_run, name="first_run")]
