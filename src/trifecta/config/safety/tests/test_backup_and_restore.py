from __future__ import annotations

import fcntl
import json
import shutil
import signal
import sqlite3
import zipfile
from pathlib import Path

import pytest

from trifecta.config.safety.tests.conftest import Run
from trifecta.importers.tests import homes

pytestmark = pytest.mark.server


def kept(home: Path) -> dict[str, object]:
    """What a backup has to bring back."""
    files = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.glob("files/*")}
    rejects = {path.name: path.read_bytes() for path in home.glob("imports/*.csv")}
    return {"rows": homes.contents(home), "files": files, "rejects": rejects, "key": (home / "secret_key").read_text()}


def test_a_desk_comes_back_as_it_was(home: Path, tmp_path: Path, run: Run):
    made = run(home, "backup", "desk.zip")

    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith(f"{tmp_path / 'desk.zip'}: 84 entries of the log, 12 tickets; ")
    assert (tmp_path / "desk.zip").stat().st_mode & 0o077 == 0
    back = run(tmp_path / "new", "restore", "desk.zip")
    assert back.returncode == 0, back.stderr
    assert (made.stderr, "B/s" in back.stderr) == ("", False)
    assert back.stdout.endswith("Each of 12 rows is what its story in the log says.\n")
    assert kept(tmp_path / "new") == kept(home)
    assert not (tmp_path / "new" / "restoring").exists()


def test_a_backup_is_of_one_moment_while_others_write(home: Path, tmp_path: Path, run: Run):
    writer = sqlite3.connect(home / "trifecta.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE customers_customer SET name = 'not committed'")

    made = run(home, "backup", "desk.zip")
    writer.execute("COMMIT")

    assert made.returncode == 0, made.stderr
    assert run(tmp_path / "new", "restore", "desk.zip").returncode == 0
    assert "not committed" not in str(homes.rows(tmp_path / "new", "SELECT name FROM customers_customer"))


def test_overwrites_nothing(home: Path, tmp_path: Path, run: Run):
    (tmp_path / "desk.zip").write_text("something else")

    refused = run(home, "backup", "desk.zip")

    assert refused.returncode == 2
    assert refused.stderr.endswith("is there already, and a backup overwrites nothing. Name another file.\n")
    assert (tmp_path / "desk.zip").read_text() == "something else"


def test_a_desk_is_replaced_only_when_that_is_said_and_kept_then(home: Path, tmp_path: Path, run: Run):
    run(home, "backup", "desk.zip")
    before = kept(home)
    with homes.database(home) as database:
        database.execute("UPDATE customers_customer SET name = 'Mira Vogel' WHERE id = 1")
    (home / "files" / "later.txt").write_text("later")
    later = kept(home)

    refused = run(home, "restore", "desk.zip")
    replaced = run(home, "restore", "desk.zip", "--replace")

    assert refused.returncode == 2
    assert "holds a desk. Name an empty home by TRIFECTA_HOME, or say --replace" in refused.stderr
    assert replaced.returncode == 0, replaced.stderr
    assert kept(home) == before
    (safe,) = (home / "backups").iterdir()
    assert run(tmp_path / "new", "restore", safe).returncode == 0
    assert kept(tmp_path / "new") == later


def test_who_was_erased_since_is_named_when_a_backup_brings_them_back(home: Path, run: Run):
    run(home, "erase-person", "customer:2", "--yes")
    run(home, "backup", "desk.zip")
    erased = run(home, "erase-person", "customer:1", "--yes")

    restored = run(home, "restore", "desk.zip", "--replace")

    assert erased.returncode == restored.returncode == 0, restored.stderr
    told = [line for line in restored.stdout.splitlines() if line.startswith("Erased since")]
    assert told == ["Erased since, and back with the backup: customer:1. `trifecta erase-person` forgets them."]


def test_nobody_is_named_whom_the_restored_desk_never_knew(home: Path, tmp_path: Path, run: Run):
    homes.prepare(tmp_path / "new")
    run(tmp_path / "new", "backup", "empty.zip")
    run(home, "erase-person", "customer:1", "--yes")

    restored = run(home, "restore", "empty.zip", "--replace")

    assert restored.returncode == 0, restored.stderr
    assert "Erased since" not in restored.stdout


def test_what_was_damaged_is_not_restored(home: Path, tmp_path: Path, run: Run):
    run(home, "backup", "desk.zip")
    with zipfile.ZipFile(tmp_path / "desk.zip") as whole, zipfile.ZipFile(tmp_path / "changed.zip", "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, b"else" if name == "secret_key" else whole.read(name))
    (tmp_path / "torn.zip").write_bytes((tmp_path / "desk.zip").read_bytes()[:20_000])

    for name, sentence in (
        (
            "changed.zip",
            "“secret_key” in changed.zip is not what was backed up. Nothing was changed; take another one.\n",
        ),
        (
            "torn.zip",
            "torn.zip is no whole backup of Trifecta: it was cut off, or is something else. Take another one.\n",
        ),
        ("missing.zip", "There is no file missing.zip.\n"),
    ):
        refused = run(tmp_path / "new", "restore", name)
        assert (refused.returncode, refused.stderr) == (2, f"trifecta: {sentence}")
        assert not (tmp_path / "new" / "restoring").exists()


def test_what_a_newer_version_made_is_not_understood(home: Path, tmp_path: Path, run: Run):
    run(home, "backup", "desk.zip")
    with zipfile.ZipFile(tmp_path / "desk.zip") as whole, zipfile.ZipFile(tmp_path / "newer.zip", "w") as newer:
        for name in whole.namelist():
            newer.writestr(name, whole.read(name) if name != "manifest.json" else from_the_future(whole.read(name)))

    refused = run(tmp_path / "new", "restore", "newer.zip")

    assert refused.returncode == 2
    assert "Trifecta 9.0.0, which is newer: this one does not know log.0099_beyond. Install that" in refused.stderr


def from_the_future(manifest: bytes) -> str:
    told = json.loads(manifest)
    told["version"] = "9.0.0"
    told["migrations"]["log"].append("0099_beyond")
    return json.dumps(told)


def test_nothing_is_restored_under_a_desk_that_serves(home: Path, run: Run):
    run(home, "backup", "desk.zip")
    with (home / "in_use.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        refused = run(home, "restore", "desk.zip", "--replace")

    assert refused.returncode == 2
    assert "Something serves, works or imports in this home. Stop it first" in refused.stderr


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_a_killed_backup_leaves_no_file_of_its_name(share: float, home: Path, tmp_path: Path, run: Run):
    moments = int(run(home, "backup", "whole.zip", dies_at=0).stdout.split()[-1])

    killed = run(home, "backup", "desk.zip", dies_at=max(1, round(moments * share)))

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if (tmp_path / "desk.zip").exists():
        assert run(tmp_path / "new", "restore", "desk.zip").returncode == 0
    assert run(home, "backup", "next.zip").returncode == 0
    assert list(tmp_path.glob(".trifecta-backup-*")) == []


@pytest.mark.parametrize("share", [0.3, 0.6, 0.75, 0.9])
def test_a_killed_restore_leaves_the_old_desk_or_the_new_one(share: float, home: Path, tmp_path: Path, run: Run):
    run(home, "backup", "desk.zip")
    new = kept(home)
    with homes.database(home) as database:
        database.execute("UPDATE customers_customer SET name = 'Mira Vogel' WHERE id = 1")
    (home / "files" / "screenshot.png").write_text("another one")
    old = kept(home)
    spare = Path(shutil.copytree(home, tmp_path / "spare"))
    moments = int(run(spare, "restore", "desk.zip", "--replace", "--no-verify", dies_at=0).stdout.split()[-1])

    killed = run(home, "restore", "desk.zip", "--replace", "--no-verify", dies_at=max(1, round(moments * share)))

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    proved = run(home, "verify")
    assert proved.returncode == 0, proved.stderr
    assert kept(home) in (old, new)
    assert run(home, "restore", "desk.zip", "--replace").returncode == 0
    assert kept(home) == new
