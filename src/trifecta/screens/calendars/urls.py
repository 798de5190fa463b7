from __future__ import annotations

from django.urls import path

from trifecta.screens.calendars import views

urlpatterns = [
    path("desk/hours/", views.own, name="desk_hours"),
    path("desk/calendars/", views.calendars, name="calendars"),
    path("desk/calendars/new/", views.add, name="add_calendar"),
    path("desk/calendars/preview/", views.shown, name="calendar_preview"),
    path("desk/calendars/regions/", views.regions, name="calendar_regions"),
    path("desk/calendars/zones/", views.zones, name="calendar_zones"),
    path("desk/calendars/<int:calendar_id>/", views.calendar, name="calendar"),
    path("desk/calendars/<int:calendar_id>/default/", views.make_own, name="default_calendar"),
]
