"""
`python -m trifecta.config.safety.tests.dying MOMENT WORD…`: the command `trifecta WORD…`, killed at a moment.

Moments are what the command does to files below the home and the working folder, counted from 1; at 0 nothing is
killed, and how many there were is printed at the end.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from trifecta.config.main import trifecta

EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "sqlite3.connect"}
WATCHED = (os.environ["TRIFECTA_HOME"], str(Path.cwd()))


def main() -> None:
    moment, *words = sys.argv[1:]
    count = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event in EVENTS and str(arguments[0]).startswith(WATCHED):
            count += 1
            if count == int(moment):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    try:
        trifecta(words, prog_name="trifecta", standalone_mode=False)
    finally:
        sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main()
