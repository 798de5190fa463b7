"""
A line of writers in front of one SQLite database, across threads and processes.

SQLite lets writers ask again and again whether it is their turn, each after a longer pause; whoever has just written
asks first, and others wait for seconds. Here a short wait is asked for every millisecond, and who has waited long goes
to the head: until they have had their turn, all others sleep behind them and the operating system wakes them in order.

The line is manners, SQLite's own lock is the law: without the one, the other still holds.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path

NAP_S, PATIENCE_S = 0.001, 0.05


class Line:
    """One writer's place. The operating system gives it up for a writer that dies."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._files: tuple[int, int] | None = None

    def enter(self, *, within_s: float) -> bool:
        """Wait for the turn; whether it came in time."""
        head, turn = self._files = self._files or self._opened()
        deadline = time.monotonic() + within_s
        if self._is_free(head) and _soon(turn, within_s=min(PATIENCE_S, within_s)):
            return True
        if _in_order(head, until=deadline) and _in_order(turn, until=deadline):
            fcntl.flock(head, fcntl.LOCK_UN)
            return True
        self.close()  # which takes back what a thread still waits for
        return False

    def leave(self) -> None:
        """The turn is over; nothing happens where there was none."""
        if self._files is not None:
            fcntl.flock(self._files[1], fcntl.LOCK_UN)

    def close(self) -> None:
        for file in self._files or ():
            os.close(file)
        self._files = None

    def _opened(self) -> tuple[int, int]:
        head, turn = (os.open(f"{self._database}-{name}", os.O_RDWR | os.O_CREAT, 0o666) for name in ("head", "turn"))
        return head, turn

    @staticmethod
    def _is_free(head: int) -> bool:
        if not _at_once(head):
            return False
        fcntl.flock(head, fcntl.LOCK_UN)
        return True


def _soon(file: int, *, within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    while not _at_once(file):
        if time.monotonic() >= deadline:
            return False
        time.sleep(NAP_S)
    return True


def _in_order(file: int, *, until: float) -> bool:
    """Asleep until it is free; only another thread can be left waiting when the time is over."""
    if _at_once(file):
        return True
    waiting = threading.Thread(target=_sleep_until_free, args=(file,), daemon=True)
    waiting.start()
    waiting.join(max(0.0, until - time.monotonic()))
    return not waiting.is_alive()


def _sleep_until_free(file: int) -> None:
    fcntl.flock(file, fcntl.LOCK_EX)


def _at_once(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
