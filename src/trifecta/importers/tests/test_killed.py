"""An import that is killed at any moment leaves whole tickets, and running it again makes up for the rest."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from trifecta.importers.servicenow.tests.rows import export
from trifecta.importers.tests import homes

pytestmark = pytest.mark.server
BEGINS = {"tickets_ticket": "ticket", "records_problem": "problem", "records_change": "change"}


def made_up_log() -> str:
    dice = random.Random(7)
    lines = []
    for number in range(150):
        common = {"number": f"INC{number:05}", "caller": f"caller {dice.randrange(90)}"}
        if dice.random() < 0.2:
            common["problem"] = f"PRB{dice.randrange(9)}"
        lines.append({**common, "updated_at": "3/3/2025 09:05"})
        common |= {"group": f"Group {dice.randrange(40)}", "assignee": f"agent {dice.randrange(60)}"}
        lines.append({**common, "reassignment_count": "1", "updated_at": "3/3/2025 10:00"})
        lines.append({**common, "state": "Resolved", "updated_at": "13/3/2025 10:00"})
        lines.append({**common, "state": "Closed", "updated_at": "14/3/2025 10:00"})
    return export(*lines)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "audit.csv"
    path.write_text(made_up_log())
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return homes.prepare(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, empty: Path, log: Path) -> tuple[Path, int]:
    """A home into which the log came in one go, and how many statements that took."""
    home = Path(shutil.copytree(empty, tmp_path_factory.mktemp("undisturbed") / "home"))
    return home, int(bring(home, log).stdout)


def bring(home: Path, log: Path, *fate: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "trifecta.importers.tests.dying", str(log), *map(str, fate)]
    return subprocess.run(words, env=homes.environment(home), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_import_goes_on_where_it_stopped(seed: int, tmp_path: Path, empty: Path, log: Path, undisturbed):
    whole, statement_count = undisturbed
    home = Path(shutil.copytree(empty, tmp_path / "home"))

    killed = bring(home, log, random.Random(seed).randrange(1, statement_count))

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert half_told(home) == []
    assert bring(home, log).returncode == 0
    assert homes.contents(home) == homes.contents(whole)


@pytest.mark.parametrize("victim", ["reader", "scribe"])
def test_one_of_two_processes_dies(victim: str, tmp_path: Path, empty: Path, log: Path, undisturbed):
    home = Path(shutil.copytree(empty, tmp_path / "home"))

    killed = bring(home, log, victim, 3)

    assert ("Gone" in killed.stderr) if victim == "scribe" else (killed.returncode == -signal.SIGKILL), killed.stderr
    assert bring(home, log).returncode == 0
    assert half_told(home) == []
    assert homes.contents(home) == homes.contents(undisturbed[0])


def test_two_processes_write_what_one_does(tmp_path: Path, empty: Path, log: Path, undisturbed):
    home = Path(shutil.copytree(empty, tmp_path / "home"))

    assert bring(home, log, "reader", 0).returncode == 0

    assert homes.contents(home) == homes.contents(undisturbed[0])


def test_the_same_again_changes_nothing(log: Path, undisturbed):
    home, statement_count = undisturbed
    before = homes.contents(home)

    assert int(bring(home, log).stdout) < statement_count / 3
    assert homes.contents(home) == before


def half_told(home: Path) -> list[tuple[str, ...]]:
    """Streams without their row, rows without their stream, and tickets whose row is not their latest entry's."""
    found = []
    for table, sort in BEGINS.items():
        streams = f"SELECT DISTINCT stream FROM log_entry WHERE stream LIKE '{sort}:%'"
        ids = f"SELECT '{sort}:' || id FROM {table}"
        found += homes.rows(home, f"{streams} EXCEPT {ids}") + homes.rows(home, f"{ids} EXCEPT {streams}")
    latest = "SELECT max(happened_at) FROM log_entry WHERE stream = 'ticket:' || tickets_ticket.id"
    found += homes.rows(home, f"SELECT id FROM tickets_ticket WHERE updated_at <> ({latest})")
    return found
