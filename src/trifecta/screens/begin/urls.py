from __future__ import annotations

from django.urls import path

from trifecta.screens.begin import views

urlpatterns = [path("begin/", views.left_to_do, name="left_to_do")]
