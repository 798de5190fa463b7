"""What all benches share: repeated figures as one table, a process tree's CPU time, and how busy the machine is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_TICKS = os.sysconf("SC_CLK_TCK")
_HEAD = ("what", "unit", "ours", "yardstick", "ratio", "goal", "")


@dataclass(frozen=True, slots=True)
class Line:
    """
    One figure of ours beside its yardstick's, as measured in each repeat.

    goal: the most that is fine, of the ratio of the medians, or of our own median if `is_absolute`
    """

    what: str
    unit: str
    ours: Sequence[float]
    yardstick: Sequence[float] = ()
    goal: float | None = None
    is_absolute: bool = False

    @property
    def ratio(self) -> float | None:
        return median(self.ours) / median(self.yardstick) if self.yardstick else None

    @property
    def verdict(self) -> str:
        measured = median(self.ours) if self.is_absolute else self.ratio
        if self.goal is None or measured is None:
            return ""
        return "kept" if measured <= self.goal else "MISSED"

    def cells(self) -> tuple[str, ...]:
        goal = "" if self.goal is None else f"<= {self.goal:g}{'' if self.is_absolute else ' x'}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        return self.what, self.unit, spread(self.ours), spread(self.yardstick), ratio, goal, self.verdict


def spread(repeats: Sequence[float]) -> str:
    """
    Median, then lowest and highest.

    >>> spread([3.0, 1.0, 2.0]), spread([1234.5]), spread([])
    ('2.00 (1.00-3.00)', '1,234', '')
    """
    if not repeats:
        return ""
    low, middle, high = (_figure(value) for value in (min(repeats), median(repeats), max(repeats)))
    return middle if len(repeats) == 1 else f"{middle} ({low}-{high})"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(title: str, lines: Sequence[Line], *, yardstick: str, notes: Sequence[str] = ()) -> None:
    """Print one bench. Figures are the median of the repeats, with the lowest and highest behind."""
    rows = [_HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    print(f"\n{title}\nyardstick: {yardstick}\n")
    for number, row in enumerate(rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
    for note in notes:
        print(f"* {note}")


def load() -> str:
    """
    How many processes wanted a core in the last minute.

    More than there are cores means that wall times are the machine's, not ours.
    """
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def cpu_s(root: int) -> float:
    """User and system time of a process and all its living descendants, with what they have reaped."""
    return sum(_own_cpu_s(pid) for pid in _tree(root))


def peak_mb(root: int) -> float:
    """The largest memory, so far, of each process of a tree that lives, added up."""
    return sum(_own_peak_kb(pid) for pid in _tree(root)) / 1024


def _own_peak_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _tree(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if (stat := _stat(int(folder.name))) is not None:
            children.setdefault(int(stat[1]), []).append(int(folder.name))
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += children.get(pid, [])


def _own_cpu_s(pid: int) -> float:
    stat = _stat(pid)
    return sum(int(ticks) for ticks in stat[11:15]) / _TICKS if stat else 0.0


def _stat(pid: int) -> list[str] | None:
    """The fields after the name, which may hold spaces; None for a process that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
