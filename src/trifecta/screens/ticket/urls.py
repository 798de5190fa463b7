"""A ticket's address; each act is a noun below it."""

from __future__ import annotations

from django.urls import path

from trifecta.screens.ticket import views
from trifecta.screens.ticket.owed import views as owed

urlpatterns = [
    path("tickets/<reference:reference>/", views.ticket, name="ticket"),
    path("tickets/<reference:reference>/promises/<int:clock_id>/", owed.clock, name="ticket_clock"),
    path("tickets/<reference:reference>/<slug:noun>/", views.act, name="ticket_act"),
]
