from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.screens.people import views
from trifecta.staff.permits import may_run_desk
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invitations/", views.invite, name="invite"),
    path("people/<int:agent_id>/invitations/", views.invite_again, name="invite_again"),
    path("people/list/", views.import_list, name="import_people"),
    path("join/<str:secret>/", views.join, name="join"),
]
RAIL = [RailEntry(_("People"), "users", "people", "p", 90, may_run_desk)]
