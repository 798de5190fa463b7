from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.screens.metrics import views
from trifecta.staff.models import Agent
from trifecta.web.rail import RailEntry


def is_agent(person: object) -> bool:
    return isinstance(person, Agent)


urlpatterns = [
    path("metrics/", views.metrics, name="metrics"),
    path("metrics/all/values/", views.values, name="metrics_values"),
]
RAIL = [RailEntry(_("Metrics"), "chart-line", "metrics", "n", 30, is_agent)]
