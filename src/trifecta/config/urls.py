"""The addresses of the desk; every screen brings its own."""

from __future__ import annotations

from django.urls import path

from trifecta.config import screens
from trifecta.config.front_door import front_door

urlpatterns = [path("", front_door, name="front_door"), *screens.patterns()]
