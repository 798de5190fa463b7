"""The addresses of the desk; every screen brings its own."""

from __future__ import annotations

from django.urls import path, register_converter

from trifecta.config import converters, screens
from trifecta.config.front_door import front_door

register_converter(converters.TicketReference, "reference")
urlpatterns = [path("", front_door, name="front_door"), *screens.patterns()]
