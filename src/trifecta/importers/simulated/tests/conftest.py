"""One small world for all tests of this package, made once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from trifecta.base.entries import Entry
from trifecta.importers.contract import History, Request
from trifecta.importers.simulated.source import SOURCE
from trifecta.importers.simulated.tests.fake_names import FakeNames

UNTIL = "2026-11-18"


@dataclass(frozen=True)
class Told:
    """A world as it was told: its histories, the names it asked for, and its truth."""

    histories: list[History]
    names: FakeNames
    truth: dict[str, Any]

    def of(self, sort: str) -> list[History]:
        return [history for history in self.histories if history.sort == sort]

    @property
    def ends_at(self) -> datetime:
        return datetime.fromisoformat(self.truth["world"]["ends_at"])


def tell(home: Path, **options: str) -> Told:
    names = FakeNames()
    request = Request([], UTC, {"size": "small", "seed": "7", "until": UNTIL} | options, home=home)
    histories = [said for said in SOURCE.read(request, names) if isinstance(said, History)]
    return Told(histories, names, json.loads((home / "truth.json").read_text("utf-8")))


def entries(history: History) -> list[Entry]:
    """As the log would hold them."""
    return [Entry(seq, told.at, told.actor, told.event) for seq, told in enumerate(history.told, start=1)]


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Told:
    return tell(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def medium(tmp_path_factory) -> Told:
    return tell(tmp_path_factory.mktemp("medium"), size="medium")
