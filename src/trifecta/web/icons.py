"""The icons that the build puts into the sprite; naming another one is a mistake found at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "assets" / "icons.txt"


class UnknownIcon(ValueError):
    """An icon that assets/icons.txt does not name; add it there and build the front end again."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The icon “{name}” is not in {LIST.name}; add it there and run python hatch_build.py.")


@cache
def known() -> frozenset[str]:
    return frozenset(LIST.read_text(encoding="utf-8").split())


def require(name: str) -> str:
    if name not in known():
        raise UnknownIcon(name)
    return name
