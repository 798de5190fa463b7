"""
Imports a log in small batches and dies at a given statement: `python -m trifecta.importers.tests.dying LOG [NUMBER]`.

Prints how many statements there were, if it lives to do so. With `reader` or `scribe` before the number, another
process writes, and the one that is named dies as soon as so many sheets are handed over.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
django.setup()

from django.db import connection  # noqa: E402  (Django must be set up before its models are)
from django.utils import timezone  # noqa: E402

from trifecta.importers import ingest, planning, scribe  # noqa: E402
from trifecta.log.sheet import Sheet  # noqa: E402


class Fate:
    """Counts statements, and kills the process before the one it is told of, as a power cut would."""

    def __init__(self, last: int | None) -> None:
        self.count = 0
        self.last = last

    def __call__(self, execute: Any, *statement: Any) -> Any:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)


class Beside(scribe.Beside):
    """Kills one of the two processes while the other has the last sheet in hand."""

    victim = ""
    left = 0

    def begin(self, sheet: Sheet) -> None:
        super().begin(sheet)
        Beside.left -= 1
        if Beside.left == 0:
            reader = os.getpid()
            (writer,) = (process.pid for process in multiprocessing.active_children())
            os.kill({"reader": reader, "scribe": writer}[Beside.victim], signal.SIGKILL)


def main() -> None:
    ingest._BATCH = 120
    log, *fate = sys.argv[1:]
    plan = planning.plan("servicenow", [Path(log)], options={})
    if len(fate) == 2:
        scribe._SMALL = 0
        scribe.Beside = Beside  # type: ignore[misc]
        Beside.victim, Beside.left = fate[0], int(fate[1])
        ingest.import_history(plan, clock=timezone.now)
        return
    statements = Fate(int(fate[0]) if fate else None)
    with connection.execute_wrapper(statements):
        ingest.import_history(plan, clock=timezone.now)
    print(statements.count)  # noqa: T201


if __name__ == "__main__":
    main()
