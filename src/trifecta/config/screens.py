"""Finds the screens: a folder with `urls.py` is one, and nothing else has to know of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from types import ModuleType

from django.urls import URLPattern, URLResolver

from trifecta import portal, screens
from trifecta.web.rail import RailEntry


@cache
def url_modules() -> tuple[ModuleType, ...]:
    """The `urls` module of every screen and portal page, by name."""
    return tuple(importlib.import_module(name) for name in _names())


def _names() -> Iterator[str]:
    for package in (screens, portal):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if module.ispkg and find_spec(f"{module.name}.urls"):
                yield f"{module.name}.urls"


def patterns() -> list[URLPattern | URLResolver]:
    return [pattern for module in url_modules() for pattern in module.urlpatterns]


def rail_entries() -> list[RailEntry]:
    """What the screens put into the rail, from top to bottom."""
    entries = [entry for module in url_modules() for entry in getattr(module, "RAIL", ())]
    return sorted(entries, key=lambda entry: entry.order)
