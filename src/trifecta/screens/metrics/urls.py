from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.parts import reader
from trifecta.screens.metrics import views
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("metrics/", views.metrics, name="metrics"),
    path("metrics/all/values/", views.values, name="metrics_values"),
]
RAIL = [RailEntry(_("Metrics"), "chart-line", "metrics", "n", 30, reader.is_agent)]
