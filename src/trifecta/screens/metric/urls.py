from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.screens.metric import views
from trifecta.staff.models import Agent
from trifecta.web.rail import RailEntry


def is_agent(person: object) -> bool:
    return isinstance(person, Agent)


urlpatterns = [
    path("metrics/", views.metrics, name="metrics"),
    path("metrics/<slug:metric_id>/", views.metric, name="metric"),
    path("metrics/<slug:metric_id>/numbers/", views.numbers, name="metric_numbers"),
    path("metrics/<slug:metric_id>/cases/", views.cases, name="metric_cases"),
    path("metrics/<slug:metric_id>.csv", views.export, name="metric_export"),
]
RAIL = [RailEntry(_("Metrics"), "chart-line", "metrics", "n", 30, is_agent)]
