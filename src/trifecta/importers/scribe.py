"""
Who writes the sheets of an import: a process of its own, so that one batch is written while the next one is read.

The reading process takes one core and the writing one, with the database in it, another. A killed reader closes the
pipe, at which the scribe ends with the sheet it has in hand.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

import django
from django.conf import settings
from django.db import DatabaseError, connection

from trifecta.base.errors import TrifectaError
from trifecta.importers import lock
from trifecta.importers.contract import Request
from trifecta.log import bulk
from trifecta.log.sheet import Sheet

_SMALL = 1_000_000
"""Bytes of an export that is read and written before another process has begun."""


class Gone(TrifectaError):
    """The scribe ended before its time."""


class Scribe(Protocol):
    def begin(self, sheet: Sheet) -> None:
        """Begin to write a sheet; the one before must have its outcome."""

    def outcome(self) -> str:
        """Wait for the sheet in hand: nothing when it was written, or why the database would have none of it."""


@contextmanager
def scribe(request: Request, folder: Path) -> Iterator[Scribe]:
    """
    Who is to write what a request brings; folder: where imports have their locks.

    Another process sees nothing of an open transaction or of a database in memory, and is not worth its start for a
    small export.
    """
    if connection.in_atomic_block or _is_in_memory() or _is_small(request):
        yield AtOnce()
        return
    with _another(folder) as another:
        yield another


class AtOnce:
    """Writes while one waits."""

    def __init__(self) -> None:
        self._outcome = ""

    def begin(self, sheet: Sheet) -> None:
        with bulk.in_haste():
            self._outcome = _written(sheet)

    def outcome(self) -> str:
        return self._outcome


class Beside:
    """Writes in another process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def begin(self, sheet: Sheet) -> None:
        try:
            self._pipe.send(sheet)
        except ConnectionError as error:
            raise Gone(_GONE) from error

    def outcome(self) -> str:
        try:
            return str(self._pipe.recv())
        except (EOFError, ConnectionError) as error:
            raise Gone(_GONE) from error


_GONE = "The process that writes what is imported has ended. Run the import again; it goes on where it stopped."


@contextmanager
def _another(folder: Path) -> Iterator[Beside]:
    # A fork would carry an open database along, which SQLite forbids.
    fresh = multiprocessing.get_context("spawn")
    ours, theirs = fresh.Pipe()
    process = fresh.Process(target=write_all, args=(theirs, connection.settings_dict, folder))
    process.start()
    theirs.close()
    try:
        yield Beside(ours)
    except BaseException:
        process.terminate()
        raise
    finally:
        ours.close()
        process.join()


def write_all(pipe: Connection, database: dict[str, Any], folder: Path) -> None:
    """Write what comes through the pipe until it is closed; whoever reads is the one to be interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings.DATABASES = {"default": database}
    django.setup()
    with lock.writing(folder), bulk.in_haste(), suppress(ConnectionError):
        while (sheet := _next(pipe)) is not None:
            pipe.send(_written(sheet))


def _next(pipe: Connection) -> Sheet | None:
    try:
        sheet: Sheet = pipe.recv()
    except (EOFError, ConnectionError):
        return None
    return sheet


def _written(sheet: Sheet) -> str:
    try:
        sheet.write()
    except (DatabaseError, OverflowError, ValueError) as error:
        return " ".join(str(error).split()) or type(error).__name__
    return ""


def _is_in_memory() -> bool:
    return bool(connection.vendor == "sqlite" and connection.is_in_memory_db())  # type: ignore[attr-defined]


def _is_small(request: Request) -> bool:
    """A source without files makes its history up, and that is long."""
    files = [path for path in request.paths if path.is_file()]
    return len(files) > 0 and len(files) == len(request.paths) and sum(path.stat().st_size for path in files) < _SMALL
