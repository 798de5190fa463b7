from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.parts import reader
from trifecta.screens.customers import links, managing, views
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("customers/", views.customers, name="customers"),
    path("customers/additions/", views.add, name="add_customer"),
    path("customers/<int:customer_id>/", views.customer, name="customer"),
    path("customers/<int:customer_id>/links/", links.invite, name="invite_customer"),
    path("customers/<int:customer_id>/management/", managing.manage, name="manage_organization"),
]
RAIL = [RailEntry(_("Customers"), "user", "customers", "k", 40, reader.is_agent)]
