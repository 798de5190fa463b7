"""
The real audit log of an incident process, by the command itself: from the packed file to committed rows.

The yardstick is the least that any import does: pandas reads the same file and writes as many rows as the log then
holds, with as many columns and one key, into SQLite. It has no names, no histories, no tickets and no checks.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from bench import measure
from bench.measure import Line

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("TRIFECTA_SHARED_DATA", ROOT.parent / "shared" / "data"))
LOG = DATA / "uci_incident_log" / "incident_event_log.csv.gz"
REPEATS = 3
ROWS_A_SECOND, MOST_MB = 25_000, 600
_ENTRY = ("stream", "seq", "kind", "happened_at", "recorded_at", "actor", "facts")


def main() -> int:
    if not LOG.exists():
        print(f"import_servicenow: {LOG} is not there; TRIFECTA_SHARED_DATA may name the folder of the real exports.")
        return 0
    ours, bare = [], []
    with tempfile.TemporaryDirectory(prefix="trifecta-import-") as name:
        folder = Path(name)
        _prepare(folder / "empty")
        for repeat in range(REPEATS):
            ours.append(_import(shutil.copytree(folder / "empty", folder / f"home{repeat}")))
            bare.append(_least(folder / f"least{repeat}.sqlite3", entries=ours[0]["events"]))
    _print(ours, bare)
    return 0


def _print(ours: Sequence[dict[str, Any]], bare: Sequence[dict[str, Any]]) -> None:
    rows, seconds = ours[0]["rows"], [one["seconds"] for one in ours]
    memory = [one["peak_mb"] for one in ours]
    measure.table(
        f"import servicenow: {rows:,} source rows become {ours[0]['events']:,} entries",
        [
            Line("file to rows", "s", seconds, [one["seconds"] for one in bare]),
            Line("  of our own", "s", seconds, goal=rows / ROWS_A_SECOND, is_absolute=True),
            Line("start-up of the command", "s", [one["whole_s"] - one["seconds"] for one in ours]),
            Line("CPU, start-up and all", "s", [one["cpu_s"] for one in ours], [one["cpu_s"] for one in bare]),
            Line("peak memory", "MB", memory, [one["peak_mb"] for one in bare]),
            Line("  of our own", "MB", memory, goal=MOST_MB, is_absolute=True),
        ],
        yardstick="pandas reads the file and writes as many rows with one key by executemany",
        notes=[
            "source rows a second: " + measure.spread([rows / taken for taken in seconds]),
            f"the goal is {ROWS_A_SECOND:,} source rows a second on two idle cores",
        ],
    )


def _prepare(home: Path) -> None:
    home.mkdir()
    environment = _of(home) | {"DJANGO_SETTINGS_MODULE": "trifecta.config.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environment, check=True)


def _import(home: Path) -> dict[str, Any]:
    return _measured("trifecta", "import", "servicenow", str(LOG), "--report", "json", environment=_of(home))


def _least(path: Path, *, entries: int) -> dict[str, Any]:
    return _measured("bench.import_servicenow", str(path), str(entries), environment=dict(os.environ))


def _of(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "TRIFECTA_DATABASE_URL"}
    return kept | {"TRIFECTA_HOME": str(home)}


def _measured(*module: str, environment: dict[str, str]) -> dict[str, Any]:
    """What a module says of itself as JSON, with the wall and CPU time and the largest memory of all its processes."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([sys.executable, "-m", *module], env=environment, cwd=ROOT, stdout=said)
        peak_mb, ended = 0.0, 0
        while not ended:
            time.sleep(0.05)
            peak_mb = max(peak_mb, measure.peak_mb(process.pid))
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(module)} ended with exit code {process.returncode}.")
        said.seek(0)
        found: dict[str, Any] = json.load(said)
    cpu_s = used.ru_utime + used.ru_stime
    return found | {"whole_s": time.monotonic() - began, "cpu_s": cpu_s, "peak_mb": peak_mb}


def read_and_write(path: Path, entries: int) -> None:
    """The yardstick, in a process of its own."""
    began = time.monotonic()
    cells = pd.read_csv(LOG, dtype=str, keep_default_na=False).iloc[:, : len(_ENTRY) - 1].to_numpy().tolist()
    with sqlite3.connect(path) as con:
        con.execute("PRAGMA journal_mode = WAL")
        con.execute(f"CREATE TABLE entry (id INTEGER PRIMARY KEY, {', '.join(_ENTRY)}, UNIQUE (stream, seq))")
        rows = ((stream, number, *rest) for number in range(entries) for stream, *rest in [cells[number % len(cells)]])
        con.executemany(f"INSERT INTO entry ({', '.join(_ENTRY)}) VALUES ({', '.join('?' * len(_ENTRY))})", rows)
    con.close()
    print(json.dumps({"seconds": time.monotonic() - began}))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        read_and_write(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        sys.exit(main())
