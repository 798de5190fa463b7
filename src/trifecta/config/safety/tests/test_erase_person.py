"""A person leaves a whole home: every file and table is searched for the name, every number is compared."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trifecta.config.safety.tests.conftest import Run
from trifecta.importers.servicenow.tests.rows import export
from trifecta.importers.tests import homes

pytestmark = pytest.mark.server
MIRA = {"caller": "Mira Vogel"}


def log(*more: dict[str, str]) -> str:
    lines = []
    for number, caller in enumerate([MIRA, {"caller": "Tom Ray"}, MIRA]):
        one = {"number": f"INC{number:04}", **caller}
        lines += [one, {**one, "state": "Resolved", "updated_at": "4/3/2025 10:00"}]
    return export(*lines, *more, {**MIRA, "updated_at": "never"})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = homes.prepare(tmp_path / "home")
    (tmp_path / "log.csv").write_text(log())
    homes.bring(home, "servicenow", tmp_path / "log.csv")
    with homes.database(home) as database:
        (ticket, mira) = database.execute(
            "SELECT id, requester_id FROM tickets_ticket WHERE requester_id = "
            "(SELECT id FROM customers_customer WHERE name = 'Mira Vogel')"
        ).fetchone()
        database.execute("INSERT INTO tickets_message (ticket_id, seq, body) VALUES (?, 2, 'It is me')", (ticket,))
        database.execute("UPDATE customers_customer SET email = 'mira@example.org' WHERE id = ?", (mira,))
        database.execute("UPDATE tickets_ticket SET subject = 'Mira Vogel’s badge' WHERE id = ?", (ticket,))
    (home / "mail").mkdir()
    (home / "mail" / "1.log").write_text("To: mira@example.org\n\nDear Mira Vogel")
    (home / "mail" / "2.log").write_text("To: tom@example.org\n\nDear Tom Ray")
    return home


def naming(home: Path, *marks: bytes) -> list[str]:
    """The files in which a person is named, in whatever case."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if any(mark in path.read_bytes().lower() for mark in marks)]


@pytest.fixture
def answers(home: Path) -> Iterator[Callable[[], dict[str, object]]]:
    """All numbers of the home, each time it is asked."""
    program = [sys.executable, "-m", "trifecta.config.safety.tests.answers"]
    with subprocess.Popen(
        program, env=homes.environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as answering:

        def ask() -> dict[str, object]:
            answering.stdin.write("\n")
            answering.stdin.flush()
            told: dict[str, object] = json.loads(answering.stdout.readline())
            return told

        yield ask


def test_no_file_names_them_and_no_number_changes(home: Path, tmp_path: Path, run: Run, answers):
    before = answers()
    assert set(naming(home, b"mira")) >= {"trifecta.sqlite3", "1.log"}

    erased = run(home, "erase-person", "mira@example.org", "--yes")

    assert erased.returncode == 0, erased.stderr
    assert erased.stdout.startswith("Erased customer:1: 3 texts removed; 2 files changed.")
    assert naming(home, b"mira", b"vogel") == []
    assert (home / "mail" / "2.log").exists()
    assert answers() == before
    assert run(home, "verify").returncode == 0

    (tmp_path / "newer.csv").write_text(log({"number": "INC0009", **MIRA}))
    homes.bring(home, "servicenow", tmp_path / "newer.csv")
    rejects = [name for name in naming(home, b"mira", b"vogel") if not name.endswith(".rejects.csv")]
    assert rejects == []
    assert homes.rows(home, "SELECT count(*) FROM tickets_ticket WHERE requester_id = 1") == [(3,)]


def test_a_person_is_told_what_the_desk_knows(home: Path, tmp_path: Path, run: Run):
    told = run(home, "export-person", "mira@example.org", "mira.json")
    as_text = run(home, "export-person", "customer:1", "--format", "text")

    assert told.returncode == 0, told.stderr
    assert (tmp_path / "mira.json").stat().st_mode & 0o077 == 0
    known = json.loads((tmp_path / "mira.json").read_text())
    assert (known["person"], known["name"], known["email"]) == ("customer:1", "Mira Vogel", "mira@example.org")
    assert [ticket["subject"] for ticket in known["tickets"]] == ["Mira Vogel’s badge", "INC0002"]
    assert "Tom Ray" not in (tmp_path / "mira.json").read_text()
    assert "T-10001  Mira Vogel’s badge  (resolved)" in as_text.stdout
    assert "\nMail address: mira@example.org\n" in as_text.stdout
    assert "\nReads what the organization asks: no\n" in as_text.stdout


def test_nobody_of_that_name_is_one_sentence(home: Path, run: Run):
    refused = run(home, "erase-person", "nobody@example.org", "--yes")

    assert refused.returncode == 2
    assert refused.stderr.startswith("trifecta: Nobody here is “nobody@example.org”. Write a mail address, customer:12")
