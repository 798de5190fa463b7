from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.screens.desk import team_views, views
from trifecta.staff.permits import may_audit
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/teams/", team_views.add, name="desk_teams"),
    path("desk/teams/<int:team_id>/", team_views.team, name="desk_team"),
    path("desk/teams/<int:team_id>/hours/", team_views.hours, name="desk_team_hours"),
    path("desk/teams/<int:team_id>/members/", team_views.join, name="desk_team_members"),
    path("desk/teams/<int:team_id>/departures/", team_views.leave, name="desk_team_departures"),
    path("desk/teams/<int:team_id>/agents/", team_views.agents, name="desk_team_agents"),
]
RAIL = [RailEntry(_("Desk"), "settings", "desk", "d", 95, may_audit)]
