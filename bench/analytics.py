"""
A million tickets and ten million entries: figures from the raw log, ours beside SQL tuned by hand for this one log.

Each side is a process of its own, in turn, measured whole by the operating system. Then each metric by team and week
from facts already built, in a process that has answered before. The log is made once and kept in `bench/out/analytics`;
`python -m bench.analytics TICKETS` takes another size.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import figures, measure
from bench.measure import Line

OUT = Path(__file__).resolve().parent / "out" / "analytics"
TICKETS, REPEATS = 1_000_000, 3
GOAL, ANSWER_GOAL_MS = 1.5, 300.0
SIDES = ("ours", "by_hand")


@dataclass(frozen=True, slots=True)
class Run:
    """One process from beginning to end."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    told: str


def main(asked: list[str]) -> int:
    tickets = int(asked[0]) if asked else TICKETS
    store = OUT / str(tickets)
    if not (store / "snapshot.json").exists():
        print(f"making a log of {tickets:,} tickets, once …", flush=True)
        _run("large_log", store, str(tickets))
    runs: dict[str, list[Run]] = {side: [] for side in SIDES}
    for _ in range(REPEATS):
        for side, made in runs.items():
            made.append(_run(side, store))
    if len(told := {run.told for made in runs.values() for run in made}) > 1:
        raise SystemExit("the two sides differ:\n" + "".join(told))
    timed: dict[str, list[tuple[float, float]]] = json.loads(_run("ours", store, "answers").told)
    answers = {metric: [wall for wall, _cpu in times] for metric, times in timed.items()}
    cpu = {metric: [cpu for _wall, cpu in times] for metric, times in timed.items()}
    slowest = max(answers, key=lambda metric: median(answers[metric]))
    measure.table(
        f"analytics: {tickets:,} tickets, {figures.read_entries(store):,} entries, to solved at first contact, "
        "time to resolve, reopened by team and month, and 365 days of backlog",
        [
            Line("from the raw log, whole process", "s", *_both(runs, "wall_s"), goal=GOAL),
            Line("  CPU of both cores", "s", *_both(runs, "cpu_s")),
            Line("  peak memory", "MB", *_both(runs, "peak_mb")),
            Line(f"slowest by team and week: {slowest}", "ms", answers[slowest], goal=ANSWER_GOAL_MS, is_absolute=True),
            Line("  CPU of both cores", "ms", cpu[slowest]),
        ],
        yardstick="SQL tuned by hand for this log, DuckDB; both sides gave the same figures",
        notes=[
            f"{metric}: {measure.spread(times)} ms, CPU {measure.spread(cpu[metric])} ms"
            for metric, times in sorted(answers.items())
        ],
    )
    return 0


def _both(runs: Mapping[str, list[Run]], part: str) -> tuple[list[float], list[float]]:
    ours, yardstick = ([getattr(run, part) for run in runs[side]] for side in SIDES)
    return ours, yardstick


def _run(module: str, *arguments: object) -> Run:
    """Nothing heavy may be imported here: Linux counts what the parent held as the child's peak."""
    began = time.monotonic()
    command = [sys.executable, "-m", f"bench.{module}", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = process.stdout.read()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench.{module} failed with exit code {process.returncode}")
    wall_s = time.monotonic() - began
    return Run(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
