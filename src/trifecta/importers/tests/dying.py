"""
Imports a log in small batches and dies at a given statement: `python -m trifecta.importers.tests.dying LOG [NUMBER]`.

Prints how many statements there were, if it lives to do so.
"""

from __future__ import annotations

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

from trifecta.importers import ingest, planning  # noqa: E402


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


def main() -> None:
    fate = Fate(int(sys.argv[2]) if len(sys.argv) > 2 else None)
    ingest._BATCH = 120
    plan = planning.plan("servicenow", [Path(sys.argv[1])], options={})
    with connection.execute_wrapper(fate):
        ingest.import_history(plan, clock=timezone.now)
    print(fate.count)  # noqa: T201


if __name__ == "__main__":
    main()
