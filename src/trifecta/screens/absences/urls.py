from __future__ import annotations

from django.urls import path

from trifecta.screens.absences import views

urlpatterns = [
    path("absences/", views.absences, name="absences"),
    path("absences/plans/", views.plan, name="plan_absence"),
    path("absences/<int:absence_id>/end/", views.end, name="end_absence"),
]
