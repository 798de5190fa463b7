"""The addresses of the desk; every screen brings its own."""

from __future__ import annotations

from trifecta.config import screens

urlpatterns = screens.patterns()
