"""Names kept in memory, for tests that need no database."""

from __future__ import annotations

from collections import defaultdict
from typing import Any


class RememberedNames:
    """Gives ids from 1 on for each sort of name, the same for the same key, and remembers what it was told."""

    def __init__(self) -> None:
        self.made: dict[str, dict[str, int]] = defaultdict(dict)
        self.told: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)

    def __getattr__(self, sort: str) -> Any:
        if sort not in {
            "team",
            "agent",
            "organization",
            "department",
            "site",
            "customer",
            "service",
            "item",
            "category",
        }:
            raise AttributeError(sort)
        return lambda name, *, key=None, **more: self._make(sort, name, key or name, more)

    def reserve(self, sort: str, key: str) -> int:
        return self._make(sort, key, key, {})

    def known(self, sort: str, key: str) -> int | None:
        return self.made[sort].get(key)

    def name(self, sort: str, number: int) -> str:
        """The name behind an id."""
        return self.told[sort][number]["name"]

    def _make(self, sort: str, name: str, key: str, more: dict[str, Any]) -> int:
        number = self.made[sort].setdefault(key, len(self.made[sort]) + 1)
        known = self.told[sort].setdefault(number, {"name": name})
        known.update({field: value for field, value in more.items() if value and not known.get(field)})
        return number
