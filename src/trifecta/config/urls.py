"""The addresses of the desk; every screen brings its own."""

from __future__ import annotations

from django.urls import path

from trifecta.config import screens
from trifecta.config.front_door import front_door

urlpatterns = [path("", front_door, name="front_door"), *screens.patterns()]

handler400 = "trifecta.config.failures.bad_request"
handler403 = "trifecta.config.failures.forbidden"
handler404 = "trifecta.config.failures.not_found"
handler429 = "trifecta.config.failures.too_many"
handler500 = "trifecta.config.failures.failed"
