"""All pages that are made from the code, by the name of their file."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from docs.from_code import acts, commands, kinds, metrics, promise_cases, sources

FOLDER = Path(__file__).resolve().parents[1] / "reference"
MADE: dict[str, ModuleType] = {
    "acts.md": acts,
    "commands.md": commands,
    "kinds.md": kinds,
    "metrics.md": metrics,
    "promise-cases.md": promise_cases,
    "sources.md": sources,
}


def written() -> dict[str, str]:
    """What each page should say now."""
    return {name: _page(module) for name, module in MADE.items()}


def _page(module: ModuleType) -> str:
    made = "<!-- Written from the code by `make docs`; change the code instead. -->"
    return f"{made}\n\n# {module.TITLE}\n\n{module.INTRODUCTION}\n\n{module.body().strip()}\n"
