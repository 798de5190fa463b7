"""What both sides of `analytics` must agree on: a fast answer with other numbers is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

DAYS = 365


@dataclass(frozen=True, slots=True)
class Figures:
    """
    Summed over all groups: resolved tickets solved at first contact, whose window has passed, reopened within it;
    business seconds to resolve; tickets lying open at the ends of the last 365 days, and the sum of the daily medians
    of their age.
    """

    solved_at_first_contact: int
    ripe: int
    reopened: int
    worked_s: int
    lying: int
    age_s: float


def read_as_of(store: Path) -> datetime:
    return datetime.fromisoformat(_snapshot(store)["as_of"])


def read_entries(store: Path) -> int:
    return int(_snapshot(store)["entries"])


def _snapshot(store: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((store / "snapshot.json").read_text())
    return told
