from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.parts import reader
from trifecta.screens.scorecard import views
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("scorecard/", views.scorecard, name="scorecard"),
    path("scorecard/figures/", views.figures, name="scorecard_figures"),
    path("scorecard/targets/", views.targets, name="scorecard_targets"),
]
RAIL = [RailEntry(_("Scorecard"), "layout-dashboard", "scorecard", "s", 20, reader.is_agent)]
