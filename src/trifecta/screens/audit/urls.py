from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.screens.audit import views
from trifecta.staff.permits import is_auditor
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("audit/export/", views.export, name="audit_export"),
]
# Administrators come here from the page of the desk.
RAIL = [RailEntry(_("Audit"), "eye", "audit", "u", 96, is_auditor)]
