from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.screens.tickets import views
from trifecta.staff.models import Agent
from trifecta.web.rail import RailEntry


def is_agent(person: object) -> bool:
    return isinstance(person, Agent)


urlpatterns = [
    path("tickets/", views.tickets, name="tickets"),
    path("tickets.csv", views.export, name="tickets_export"),
]
RAIL = [RailEntry(_("Tickets"), "ticket", "tickets", "l", 10, is_agent)]
