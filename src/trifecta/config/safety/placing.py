"""
The last step of a restore: what was unpacked and checked takes its place in the home, by renames.

From the moment the mark is there the restore is decided. Whoever runs next finishes what a killed one began.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from trifecta.config.safety import occupancy

_READY = "ready"
DATABASE = "trifecta.sqlite3"
_NAMES = ("files", "imports", "secret_key", DATABASE)


def folder() -> Path:
    """Where a restore unpacks."""
    return Path(settings.HOME) / "restoring"


def decide() -> None:
    """What lies in the folder is whole and on the disk; it is the desk from now on."""
    for name in ("files", "imports"):
        (folder() / name).mkdir(exist_ok=True)
    for path in (*folder().rglob("*"), folder()):
        _flush(path)
    (folder() / _READY).touch()
    _flush(folder())
    _finish()


def finish_begun() -> None:
    """Does nothing unless a restore was killed after it was decided. Raises InUse."""
    if (folder() / _READY).exists():
        with occupancy.alone():
            _finish()


def _finish() -> None:
    connection.close()
    home = Path(settings.HOME)
    shutil.rmtree(home / "warehouse", ignore_errors=True)
    for name in _NAMES:
        if (folder() / name).exists():
            _clear(home, name)
            (folder() / name).replace(home / name)
    _flush(home)
    shutil.rmtree(folder())


def _clear(home: Path, name: str) -> None:
    if (home / name).is_dir():
        shutil.rmtree(home / name)
    if name == DATABASE:  # a journal of the old database would be taken for one of the new
        for rest in ("-wal", "-shm"):
            (home / f"{name}{rest}").unlink(missing_ok=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
