from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.customers.models import Customer
from trifecta.portal.matters import views
from trifecta.web.rail import RailEntry


def is_customer(person: object) -> bool:
    return isinstance(person, Customer)


urlpatterns = [
    path("matters/", views.matters, name="matters"),
    path("matters/new/", views.new, name="new_matter"),
    path("matters/<reference:reference>/", views.matter, name="matter"),
    *(
        path(f"matters/<reference:reference>/{noun}/", views.act, {"noun": noun}, name=f"matter_{noun}")
        for noun in views.DOINGS
    ),
]
RAIL = [RailEntry(_("My matters"), "lifebuoy", "matters", "m", 10, is_customer)]
