"""A backup becomes a desk again: unpacked and held against its checksums beside, and only then put in place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from django.conf import settings
from django.db import connection

from trifecta.base.errors import TrifectaError
from trifecta.config.safety import archive, making, occupancy, placing, postgresql, readiness
from trifecta.config.safety.archive import NoBackup, Reader, Watch
from trifecta.customers.events import CustomerErased
from trifecta.customers.models import Customer
from trifecta.log import journal, trail
from trifecta.preferences.models import Desk
from trifecta.staff.events import AgentErased
from trifecta.staff.models import Agent

ERASED = (CustomerErased.kind, AgentErased.kind)
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class NotEmpty(TrifectaError):
    """There is a desk here already."""


class NoRoom(TrifectaError):
    """The disk is too full."""


@dataclass(frozen=True, slots=True)
class Restored:
    """
    kept: where the desk that was here is, None if there was none. back: who had been erased in it and is not in the
    restored one, as the log calls them (`customer:12`).
    """

    kept: Path | None
    back: tuple[str, ...]


def restore(reader: Reader, *, replaces: bool, at: datetime, watch: Watch = bool) -> Restored:
    """
    Make this home what the backup says.

    Until everything has been unpacked and checked nothing is changed.
    watch: told how many bytes more are unpacked, of reader.size.
    Raises NoBackup, NoRoom, NotEmpty, InUse, NotInstalled, Failed.
    """
    _require_fitting(reader)
    with occupancy.alone():
        kept, erased = None, set[str]()
        if not is_empty():
            if not replaces:
                raise NotEmpty(
                    f"{settings.HOME} holds a desk. Name an empty home by TRIFECTA_HOME, or say --replace: "
                    "what is here is backed up first."
                )
            kept, erased = keep("before-restore", at=at), trail.streams_with(ERASED)
        _unpack(reader, watch)
        if connection.vendor == "postgresql":
            script = placing.folder() / archive.DATABASE
            connection.close()
            postgresql.load(script)
            script.unlink()
        else:
            (placing.folder() / archive.DATABASE).rename(placing.folder() / placing.DATABASE)
        placing.decide()
        readiness.migrate()
    return Restored(kept, tuple(sorted(filter(_is_known, erased - trail.streams_with(ERASED)))))


def _is_known(person: str) -> bool:
    """As the log calls them. Of a desk that never knew them nobody can be erased."""
    sort, _, number = person.partition(":")
    model = Agent if sort == "agent" else Customer
    return model._default_manager.filter(pk=number).exists()


def keep(occasion: str, *, at: datetime) -> Path:
    """A backup in the home, before something is done that could not be undone."""
    folder = Path(settings.HOME) / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = free_place(folder, f"{occasion}-{at:%Y%m%dT%H%M%SZ}")
    making.back_up(kept, at=at)
    return kept


def free_place(folder: Path, stem: str) -> Path:
    """A name that nothing has yet: who was killed may come again within the same second."""
    names = chain([f"{stem}.zip"], (f"{stem}-{number}.zip" for number in count(2)))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def is_empty() -> bool:
    """Whether nothing has happened here yet."""
    tables = connection.introspection.table_names()
    return Desk._meta.db_table not in tables or (not journal.latest_id() and not Desk.objects.exists())


def _require_fitting(reader: Reader) -> None:
    told = reader.manifest
    if told.vendor != connection.vendor:
        raise NoBackup(
            f"This is a backup of a desk on {_NAMES[told.vendor]}, and this home is on {_NAMES[connection.vendor]}. "
            "Set or unset TRIFECTA_DATABASE_URL accordingly."
        )
    if unknown := readiness.unknown_steps((app, name) for app, names in told.migrations.items() for name in names):
        raise NoBackup(
            f"This backup was made by Trifecta {told.version}, which is newer: this one does not know {unknown[0]}. "
            "Install that version first."
        )
    free = shutil.disk_usage(settings.HOME).free
    if free < reader.size:
        raise NoRoom(f"The backup needs {reader.size / 1e9:.1f} GB and {free / 1e9:.1f} GB are free. Make room.")


def _unpack(reader: Reader, watch: Watch) -> None:
    folder = placing.folder()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        reader.unpack(folder, watch=watch)
    except (OSError, NoBackup):
        shutil.rmtree(folder, ignore_errors=True)
        raise
