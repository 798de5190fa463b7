from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.parts import reader
from trifecta.screens.tickets import views
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("tickets/", views.tickets, name="tickets"),
    path("tickets.csv", views.export, name="tickets_export"),
]
RAIL = [RailEntry(_("Tickets"), "ticket", "tickets", "l", 10, reader.is_agent)]
