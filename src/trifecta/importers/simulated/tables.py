"""Tables that ship with the package as TOML: texts, names, plans."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

PACKAGE = files("trifecta.importers.simulated")


def table(folder: str, name: str) -> dict[str, Any]:
    """The table `name`.toml of a folder of this package."""
    return tomllib.loads(PACKAGE.joinpath(folder, f"{name}.toml").read_text("utf-8"))
