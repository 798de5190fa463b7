"""Whether a value of the mapping has the shape that its place asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trifecta.importers.csv.mistakes import BadMapping


def text(path: Path, where: str, told: Any) -> str:
    """A text; a number or a truth is taken as it is written. Raises BadMapping."""
    if isinstance(told, bool):
        return str(told).lower()
    if not isinstance(told, str | int | float):
        raise BadMapping(f'{path.name}: {where} must be a text, such as "…", not {_named(told)}.')
    return str(told)


def texts(path: Path, where: str, told: Any) -> tuple[str, ...]:
    """One text or a list of them. Raises BadMapping."""
    return tuple(text(path, where, one) for one in told) if isinstance(told, list) else (text(path, where, told),)


def table(path: Path, where: str, told: Any) -> dict[str, Any]:
    """A table. Raises BadMapping."""
    if not isinstance(told, dict):
        raise BadMapping(f'{path.name}: {where} must be a table, such as {{ "…" = "…" }}, not {_named(told)}.')
    return told


def _named(told: Any) -> str:
    return "a list" if isinstance(told, list) else "a table" if isinstance(told, dict) else f"“{told}”"
