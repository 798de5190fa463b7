"""The worker as a process: it answers soon, is alone on SQLite, and stops when told."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytestmark = pytest.mark.server
PATIENCE_S = 120


def trifecta(home: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "TRIFECTA_HOME": str(home)}
    command = [sys.executable, "-m", "trifecta", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_runs_alone_and_stops_cleanly(tmp_path):
    worker = trifecta(tmp_path, "work")
    try:
        wait_until(lambda: told(tmp_path, "SELECT snapshot FROM warehouse_freshness"))
        beating = told(tmp_path, "SELECT worker FROM warehouse_heartbeat")
        second = trifecta(tmp_path, "work")
        _, refusal = second.communicate(timeout=PATIENCE_S)
        ask(tmp_path)
        wait_until(lambda: told(tmp_path, "SELECT answered_at FROM warehouse_keptanswer WHERE is_wanted = 0"))
    finally:
        worker.send_signal(signal.SIGTERM)
        _, log = worker.communicate(timeout=PATIENCE_S)

    assert beating[0].startswith(f"process {worker.pid} on ")
    assert second.returncode == 2
    assert refusal.strip() == (
        f"trifecta: A worker runs already ({beating[0]}), and SQLite has room for one. Stop that one first."
    )
    assert worker.returncode == 0
    assert "The worker has stopped." in log
    assert "Traceback" not in log
    assert told(tmp_path, "SELECT worker FROM warehouse_heartbeat") is None


def ask(home: Path) -> None:
    question = '{"metric":"ticket_volume","by":[],"period":null,"since":null,"until":null,"where":[],"seen_by":null}'
    with closing(sqlite3.connect(home / "trifecta.sqlite3", timeout=20)) as con, con:
        con.execute(
            """
            INSERT INTO warehouse_keptanswer (key, sort, question, is_wanted, asked_at, snapshot, failure)
            VALUES ('one', 'answer', ?, 1, ?, '', '')
            """,
            [question, datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")],
        )


def told(home: Path, query: str) -> tuple | None:
    if not (home / "trifecta.sqlite3").exists():
        return None
    with closing(sqlite3.connect(home / "trifecta.sqlite3", timeout=20)) as con:
        try:
            return con.execute(query).fetchone()
        except sqlite3.OperationalError:
            return None


def wait_until(happened) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.2)
