from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from trifecta.parts import reader
from trifecta.screens.promises import views
from trifecta.web.rail import RailEntry

urlpatterns = [
    path("promises/", views.promises, name="promises"),
    path("promises/numbers/", views.numbers, name="promises_numbers"),
    path("promises/open/", views.open_promises, name="open_promises"),
]
RAIL = [RailEntry(_("Promises"), "clock", "promises", "o", 45, reader.is_agent)]
