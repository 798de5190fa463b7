"""Finds the sources: a folder with `source.py` is one, and nothing else has to know of it."""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from importlib.util import find_spec

from trifecta.base.errors import TrifectaError
from trifecta.importers.contract import Source


class UnknownSource(TrifectaError):
    """No importer of this name exists."""


def names() -> list[str]:
    """The names of all sources; nothing of them is loaded."""
    package = __name__.rpartition(".")[0]
    found = pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}.")
    return [module.name.rpartition(".")[2] for module in found if module.ispkg and find_spec(f"{module.name}.source")]


def source(name: str) -> Source:
    """The source of this name. Raises UnknownSource with the near matches."""
    known = names()
    if name not in known:
        near = get_close_matches(name.lower(), known, n=2, cutoff=0.4)
        hint = f"Did you mean {' or '.join(near)}? " if near else ""
        raise UnknownSource(f"There is no source “{name}”. {hint}The sources are: {', '.join(known)}.")
    found: Source = importlib.import_module(f"{__name__.rpartition('.')[0]}.{name}.source").SOURCE
    return found
