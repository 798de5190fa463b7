"""One import at a time: two would hand out the same things twice."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trifecta.base.errors import TrifectaError


class Busy(TrifectaError):
    """Another import is under way."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; a killed import lets go of it by itself. Raises Busy."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy("Another import is under way in this home. Wait until it has ended, then try again.") from error
        with writing(folder):
            pass  # who may still have written for an import that was killed has ended
        yield


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Wait for the right to write what an import reads, and hold it."""
    with (folder / "writing").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
