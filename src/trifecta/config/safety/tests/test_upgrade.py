from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from trifecta.config.safety import restoring
from trifecta.config.safety.tests.conftest import Run
from trifecta.importers.tests import homes

pytestmark = pytest.mark.server
SOLD = (
    "INSERT INTO log_entry (stream, seq, kind, happened_at, recorded_at, actor, facts) "
    "VALUES ('desk:1', 9, 'desk.sold', '2027-01-01', '2027-01-01', 'rule:x', '{}')"
)


@pytest.fixture
def older(home: Path) -> Path:
    """The same desk before a step that this version makes."""
    back = [sys.executable, "-m", "django", "migrate", "preferences", "0001", "-v0"]
    subprocess.run(back, env=homes.environment(home), check=True)
    with homes.database(home) as database:
        database.execute(
            "INSERT INTO preferences_desk (id, name, zone, language, is_demo, set_up_at) "
            "VALUES (1, 'Harbor Desk', 'UTC', 'en', 0, '2026-01-01 00:00:00')"
        )
    return home


def versions(home: Path) -> list[str]:
    found = homes.rows(home, "SELECT json_extract(facts, '$.release') FROM log_entry WHERE kind = 'desk.upgraded'")
    return [version for (version,) in found]


def test_backs_up_migrates_and_says_what_changed(older: Path, tmp_path: Path, run: Run):
    before = homes.contents(older)

    done = run(older, "upgrade")

    assert done.returncode == 0, done.stderr
    assert "Backing up …\nThe desk as it was is kept in " in done.stdout
    assert "2 steps done." in done.stdout
    assert "\n## 0." in done.stdout
    (kept,) = (older / "backups").iterdir()
    assert run(tmp_path / "new", "restore", kept).returncode == 0
    log = [row for row in homes.contents(older)["log_entry"] if row[2] != "desk.upgraded"]
    assert {**homes.contents(older), "log_entry": log} == before
    assert len(versions(older)) == 1
    again = run(older, "upgrade")
    assert again.stdout == "The desk is at this version.\n"
    assert len(versions(older)) == 1


def test_a_backup_leaves_an_older_desk_as_it_is(older: Path, tmp_path: Path, run: Run):
    before = homes.contents(older)
    with (older / "in_use.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        kept = run(older, "backup", tmp_path / "kept.zip")

    assert kept.returncode == 0, kept.stderr
    assert homes.contents(older) == before
    assert homes.rows(older, "SELECT name FROM django_migrations WHERE name = '0002_retention'") == []
    assert run(tmp_path / "new", "restore", tmp_path / "kept.zip").returncode == 0


def test_where_there_is_no_desk_there_is_nothing_to_keep(tmp_path: Path, run: Run):
    refused = run(tmp_path / "nowhere", "backup", tmp_path / "kept.zip")

    assert (refused.returncode, (tmp_path / "kept.zip").exists()) == (2, False)
    assert f"There is no desk in {tmp_path / 'nowhere'} yet." in refused.stderr


def test_a_desk_that_serves_is_not_changed(older: Path, run: Run):
    with (older / "in_use.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        refused = run(older, "upgrade")
        neither = run(older, "verify")

    assert (refused.returncode, neither.returncode) == (2, 2)
    assert "The database is of an older version of Trifecta." in neither.stderr
    assert "Something serves, works or imports in this home. Stop it first" in refused.stderr
    assert homes.rows(older, "SELECT name FROM django_migrations WHERE name = '0002_retention'") == []


def test_a_step_that_fails_says_how_to_go_back(older: Path, run: Run):
    with homes.database(older) as database:
        database.execute("CREATE TABLE preferences_retention (id int)")

    failed = run(older, "upgrade")

    assert failed.returncode == 2
    (kept,) = (older / "backups").iterdir()
    assert "could not be brought to this version: table" in failed.stderr
    assert f"run `trifecta restore {kept} --replace`" in failed.stderr


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('log', '0099_beyond', '2027-01-01')",
            "A newer version of Trifecta has been at work here (log.0099_beyond)",
        ),
        (
            SOLD,
            "The log holds “desk.sold”, which this version does not know",
        ),
    ],
)
def test_a_newer_desk_is_refused(home: Path, run: Run, statement: str, sentence: str):
    with homes.database(home) as database:
        database.execute(statement)

    refused = run(home, "upgrade")

    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert not (home / "backups").exists()


def test_two_in_one_second_are_kept_both(tmp_path: Path):
    for name in ("kept.zip", "kept-2.zip", "kept-3.zip"):
        place = restoring.free_place(tmp_path, "kept")
        assert place == tmp_path / name
        place.touch()


@pytest.mark.parametrize("share", [0.4, 0.8])
def test_a_killed_upgrade_goes_on(share: float, older: Path, tmp_path: Path, run: Run):
    spare = tmp_path / "spare"
    subprocess.run(["cp", "-r", older, spare], check=True)
    moments = int(run(spare, "upgrade", dies_at=0).stdout.split()[-1])

    killed = run(older, "upgrade", dies_at=max(1, round(moments * share)))

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert run(older, "upgrade").returncode == 0
    assert len(versions(older)) == 1
    assert run(older, "verify").returncode == 0
