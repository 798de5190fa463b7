"""A backup: the database as of one moment while the desk serves, the home's files, and what they are held against."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from trifecta.base.errors import TrifectaError
from trifecta.config.safety import postgresql
from trifecta.config.safety.archive import DATABASE, Manifest, Watch, Writer

FILES = ("secret_key", "files", "imports")
"""What a home keeps besides the database; the warehouse is made anew from the log."""
_BUILDING = ".trifecta-backup-"
_COUNTED = ("log.Entry", "tickets.Ticket", "contacts.Contact", "customers.Customer", "staff.Agent")


class CannotWrite(TrifectaError):
    """The backup cannot be put where it was asked for."""


def back_up(target: Path, *, at: datetime, watch: Watch = bool) -> Manifest:
    """
    Write one new file that holds the desk; it has its name only once it is whole.

    watch: told how many bytes more are in it, before they are packed.
    Raises CannotWrite, NotInstalled, Failed.
    """
    if target.exists():
        raise CannotWrite(f"{target} is there already, and a backup overwrites nothing. Name another file.")
    try:
        with _building(target.parent) as folder:
            made = _write(folder, at, watch)
            os.link(folder / "backup", target)
            _flush(target.parent)
    except OSError as error:
        raise CannotWrite(f"The backup cannot be written to {target}: {error.strerror}.") from error
    return made


def default_name(at: datetime) -> str:
    """
    >>> from datetime import UTC
    >>> default_name(datetime(2026, 11, 22, 10, 30, tzinfo=UTC))
    'trifecta-20261122T103000Z.zip'
    """
    return f"trifecta-{at:%Y%m%dT%H%M%SZ}.zip"


def size() -> int:
    """Bytes of the database as it is now, about."""
    if connection.vendor == "sqlite":
        return Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def applied() -> dict[str, list[str]]:
    """The migrations that the database has, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def _write(folder: Path, at: datetime, watch: Watch) -> Manifest:
    path = folder / "backup"
    writer = Writer(path, watch=watch)
    add = _add_sqlite if connection.vendor == "sqlite" else _add_postgresql
    counts = add(writer, folder)
    for name, place in _files():
        with contextlib.suppress(FileNotFoundError), place.open("rb") as source:
            writer.add(name, source)
    manifest = Manifest(version("trifecta"), at.isoformat(), connection.vendor, applied(), counts)
    writer.close(manifest)
    path.chmod(0o600)
    _flush(path)
    return manifest


def _add_sqlite(writer: Writer, folder: Path) -> dict[str, int]:
    """One step of SQLite's own copy is a read transaction: writers go on, and the copy is of one moment."""
    copy = folder / DATABASE
    with contextlib.closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as source:
        with contextlib.closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            counts = {name: _rows(target.cursor(), name) for name in _COUNTED}
        with copy.open("rb") as stream:
            writer.add(DATABASE, stream)
    copy.unlink()
    return counts


def _add_postgresql(writer: Writer, _folder: Path) -> dict[str, int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        with postgresql.dumped(cursor.fetchone()[0]) as stream:
            writer.add(DATABASE, stream)
        return {name: _rows(cursor, name) for name in _COUNTED}


def _rows(cursor: Any, model: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {apps.get_model(model)._meta.db_table}")  # noqa: S608
    return int(cursor.fetchone()[0])


def _files() -> Iterator[tuple[str, Path]]:
    """The home's files by the names that they have in it."""
    home = Path(settings.HOME)
    for name in FILES:
        place = home / name
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and path.suffix != ".lock" and path.name not in {"lock", "writing"}:
                yield path.relative_to(home).as_posix(), path


@contextlib.contextmanager
def _building(parent: Path) -> Iterator[Path]:
    """A folder beside the target, on the same disk; what killed backups left in theirs is swept."""
    for left in parent.glob(f"{_BUILDING}*"):
        with contextlib.suppress(BlockingIOError), _locked(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=parent))
    try:
        with _locked(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
