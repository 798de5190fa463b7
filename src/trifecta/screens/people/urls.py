from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.screens.people import invitations, list_views, views
from trifecta.staff.permits import may_audit
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invitations/", invitations.invite, name="invite"),
    path("people/list/", list_views.import_list, name="import_people"),
    path("people/<int:agent_id>/", views.agent, name="agent"),
    path("people/<int:agent_id>/invitations/", invitations.invite_again, name="invite_again"),
    path("join/<str:secret>/", invitations.join, name="join"),
]
RAIL = [RailEntry(_("People"), "users", "people", "p", 90, may_audit)]
