from __future__ import annotations

from django.urls import path

from trifecta.screens.metric import views

urlpatterns = [
    path("metrics/<slug:metric_id>/", views.metric, name="metric"),
    path("metrics/<slug:metric_id>/numbers/", views.numbers, name="metric_numbers"),
    path("metrics/<slug:metric_id>/cases/", views.cases, name="metric_cases"),
    path("metrics/<slug:metric_id>/cases.csv", views.export_cases, name="metric_cases_export"),
    path("metrics/<slug:metric_id>.csv", views.export, name="metric_export"),
]
