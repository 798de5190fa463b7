"""The same on PostgreSQL, by its own programs; the suite of the commands stands in `test_backup_and_restore`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from trifecta.config.safety.tests.conftest import made_up_log
from trifecta.importers.tests import homes

pytestmark = pytest.mark.server
ENTRIES = "SELECT stream, seq, kind, happened_at, actor, facts::text FROM log_entry ORDER BY id"
CUSTOMERS = "SELECT * FROM customers_customer ORDER BY id"


def run(home: Path, database: str, *words: object) -> subprocess.CompletedProcess[str]:
    environment = {**homes.environment(home), "TRIFECTA_DATABASE_URL": database}
    return subprocess.run(
        [sys.executable, "-m", "trifecta", *map(str, words)],
        env=environment,
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def rows(database: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def desk(postgres_database: str, tmp_path: Path) -> str:
    (tmp_path / "log.csv").write_text(made_up_log())
    assert run(tmp_path / "home", postgres_database, "import", "servicenow", "log.csv").returncode == 0
    return postgres_database


def test_a_desk_comes_back_in_place_of_another_one(desk: str, tmp_path: Path):
    home = tmp_path / "home"
    made = run(home, desk, "backup", "desk.zip")
    assert made.returncode == 0, made.stderr
    before = rows(desk, ENTRIES), rows(desk, CUSTOMERS)
    with psycopg.connect(desk) as connection:
        connection.execute("UPDATE customers_customer SET name = 'Mira Vogel'")
        connection.execute("CREATE TABLE left_over (id int)")

    refused = run(home, desk, "restore", "desk.zip")
    back = run(home, desk, "restore", "desk.zip", "--replace")

    assert (refused.returncode, "holds a desk" in refused.stderr) == (2, True)
    assert back.returncode == 0, back.stderr
    assert "Each of 12 rows is what its story in the log says." in back.stdout
    assert (rows(desk, ENTRIES), rows(desk, CUSTOMERS)) == before
    assert rows(desk, "SELECT to_regclass('left_over')") == [(None,)]
    with psycopg.connect(desk) as connection, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        connection.execute("DELETE FROM log_entry")


def test_a_restore_that_fails_leaves_the_database_as_it_was(desk: str, tmp_path: Path):
    home = tmp_path / "home"
    run(home, desk, "backup", "desk.zip")
    before = rows(desk, ENTRIES)

    with psycopg.connect(desk):
        served = run(home, desk, "restore", "desk.zip", "--replace")
    lacking = subprocess.run(
        [sys.executable, "-m", "trifecta", "restore", "desk.zip", "--replace"],
        env={**homes.environment(home), "TRIFECTA_DATABASE_URL": desk, "PATH": os.devnull},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (served.returncode, "other sessions use this database" in served.stderr) == (2, True)
    assert lacking.returncode == 2
    assert "pg_dump is not on this machine; install PostgreSQL's client programs" in lacking.stderr
    assert rows(desk, ENTRIES) == before


def test_a_person_is_erased(desk: str, tmp_path: Path):
    ((number, name),) = rows(desk, "SELECT id, name FROM customers_customer ORDER BY id LIMIT 1")

    erased = run(tmp_path / "home", desk, "erase-person", f"customer:{number}", "--yes")

    assert erased.returncode == 0, erased.stderr
    assert erased.stdout.startswith(f"Erased customer:{number}: ")
    assert rows(desk, f"SELECT name FROM customers_customer WHERE id = {number}") == [("Erased person",)]
    assert rows(desk, f"SELECT id FROM importers_known WHERE key = '{name}'") == []
