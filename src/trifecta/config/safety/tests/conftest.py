from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from trifecta.importers.servicenow.tests.rows import export
from trifecta.importers.tests import homes

Run = Callable[..., subprocess.CompletedProcess[str]]


def made_up_log() -> str:
    lines = []
    for number in range(12):
        one = {"number": f"INC{number:04}", "caller": f"caller {number % 5}"}
        lines += [
            {**one, "updated_at": "3/3/2025 09:05"},
            {**one, "group": "Network", "state": "Resolved", "updated_at": "13/3/2025 10:00"},
            {**one, "group": "Network", "state": "Closed", "updated_at": "14/3/2025 10:00"},
        ]
    return export(*lines, {"updated_at": "never"})


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a few imported tickets, a reject and a file; to be copied, not to be changed."""
    folder = tmp_path_factory.mktemp("lived-in")
    (folder / "log.csv").write_text(made_up_log())
    home = homes.prepare(folder / "home")
    homes.bring(home, "servicenow", folder / "log.csv")
    (home / "files").mkdir()
    (home / "files" / "screenshot.png").write_bytes(b"not really a picture")
    return home


@pytest.fixture
def home(lived_in: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived_in, tmp_path / "home"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """run(home, "backup", "x.zip"): the command as a person calls it, in a folder of the test's own."""

    def run_command(home: Path, *words: object, dies_at: int | None = None) -> subprocess.CompletedProcess[str]:
        module = ["trifecta"] if dies_at is None else ["trifecta.config.safety.tests.dying", str(dies_at)]
        return subprocess.run(
            [sys.executable, "-m", *module, *map(str, words)],
            env=homes.environment(home),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_command
