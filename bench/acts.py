"""
What an act costs: CPU in the process without HTTP, and how many of them four writers do in a second.

The yardstick does by hand, with the bare driver, what a reply needs at the least: it reads the ticket, the membership
and the latest entry, and writes the ticket, the entry and the words, in one transaction that waits for the disk.

With `TRIFECTA_DATABASE_URL` it measures PostgreSQL, in an empty database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from bench import measure
from bench.measure import Line

GOAL_MS, GOAL_PER_S = 6.0, 150.0
WRITERS, SECONDS, REPEATS = 4, 10.0, 3


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="trifecta-acts-") as home:
        _child(home, "prepare")
        alone = [_child(home, "alone") for _ in range(REPEATS)]
        bare = [_child(home, "bare") for _ in range(REPEATS)]
        together = [_together(home) for _ in range(REPEATS)]
    measure.table(
        f"acts with their events and clocks on {'PostgreSQL' if _is_postgres() else 'SQLite'}",
        [*_costs(alone, bare), *_throughput(together)],
        yardstick="the statements of a reply by hand, on the same driver, without clocks",
        notes=[f"{WRITERS} processes for {SECONDS:.0f} s, each living tickets of eleven acts, one after the other"],
    )
    return 0


def _costs(alone: list[dict[str, Any]], bare: list[dict[str, Any]]) -> list[Line]:
    by_hand = [run["ms"] for run in bare]
    return [
        Line("an act, CPU", "ms", [run["mean_ms"] for run in alone], goal=GOAL_MS, is_absolute=True),
        *(
            Line(f"  {name}", "ms", [run["ms"][name] for run in alone], by_hand if name == "reply" else ())
            for name in sorted(alone[0]["ms"])
        ),
    ]


def _throughput(together: list[dict[str, float]]) -> list[Line]:
    return [
        Line(f"acts of {WRITERS} writers at once", "1/s", [run["per_s"] for run in together]),
        Line("  one each", "ms", [run["each_ms"] for run in together], goal=1000 / GOAL_PER_S, is_absolute=True),
        Line("  wait and act, 99 of 100", "ms", [run["p99_ms"] for run in together]),
        Line("  wait and act, the longest", "ms", [run["longest_ms"] for run in together]),
        Line("  share of the least busy writer, of its due", "", [run["least_share"] for run in together]),
        Line("  lost or failed", "", [run["lost"] for run in together], goal=0, is_absolute=True),
    ]


def _together(home: str) -> dict[str, float]:
    before = _child(home, "count")["acts"]
    children = [_start(home, "together", str(number)) for number in range(WRITERS)]
    told = [json.loads(child.communicate()[0]) for child in children]
    spent = [second for one in told for second in one["spent"]]
    counts = [len(one["spent"]) for one in told]
    kept = _child(home, "count")["acts"] - before
    return {
        "per_s": len(spent) / SECONDS,
        "each_ms": 1000 * SECONDS / len(spent),
        "p99_ms": 1000 * quantiles(spent, n=100)[98],
        "longest_ms": 1000 * max(spent),
        "least_share": min(counts) / fmean(counts),
        "lost": sum(one["failed"] for one in told) + abs(len(spent) - kept),
    }


def _child(home: str, *asked: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_start(home, *asked).communicate()[0])
    return told


def _start(home: str, *asked: str) -> subprocess.Popen[bytes]:
    told = {**os.environ, "TRIFECTA_HOME": home, "DJANGO_SETTINGS_MODULE": "trifecta.config.settings"}
    command = [sys.executable, "-m", "bench.acting", *asked]
    return subprocess.Popen(command, env=told, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])


def _is_postgres() -> bool:
    return bool(os.environ.get("TRIFECTA_DATABASE_URL"))


if __name__ == "__main__":
    sys.exit(main())
