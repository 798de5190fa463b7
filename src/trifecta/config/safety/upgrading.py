"""A desk is brought to this version: looked over, backed up, migrated, and told what is new."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from trifecta.base.actors import System
from trifecta.base.errors import TrifectaError
from trifecta.config.safety import changelog, making, occupancy, proving, readiness, restoring
from trifecta.log import trail
from trifecta.preferences.actions.note_upgrade import latest_release, note_upgrade
from trifecta.preferences.models import Desk

BY = System("command:upgrade")
_ROOM = 2.5
"""Free room as a multiple of the database: the backup, and tables that are made anew."""


class NotUpgraded(TrifectaError):
    """The desk stays at the version it had."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """kept: the backup from before, None where nothing had to be done. news: what the changelog says is new."""

    steps: tuple[str, ...]
    kept: Path | None
    news: str


def upgrade(*, at: datetime, say: Callable[[str], object]) -> Upgraded:
    """
    Bring the desk of this home to this version; a second time there is nothing to do.

    Raises InUse, NewerDesk, NoDatabase, NotUpgraded, CannotWrite, NotInstalled.
    """
    with occupancy.alone():
        steps = readiness.pending_steps()
        if restoring.is_empty():
            readiness.migrate()
            return Upgraded(tuple(steps), None, "")
        _require_known_log()
        if not steps:
            return _noted(Upgraded((), None, ""), at)
        _require_room()
        say("Backing up …")
        kept = restoring.keep(f"before-{version('trifecta')}", at=at)
        say(f"The desk as it was is kept in {kept}.")
        _migrate(kept)
        proving.repair()
        return _noted(Upgraded(tuple(steps), kept, ""), at)


def _noted(done: Upgraded, at: datetime) -> Upgraded:
    before = latest_release()
    here = version("trifecta")
    if not Desk.objects.exists():
        return done
    note_upgrade(here, by=BY, at=at)
    news = "" if before == here else changelog.since(before, changelog.text())
    return Upgraded(done.steps, done.kept, news)


def _require_known_log() -> None:
    # Asked by the table's name alone: the columns of an older version may be others.
    if unknown := trail.unknown_kinds():
        raise NotUpgraded(
            f"The log holds “{unknown[0]}”, which this version does not know: a newer one has been at work here. "
            "Install that version, or a later one."
        )


def _require_room() -> None:
    needed, free = _ROOM * making.size(), shutil.disk_usage(settings.HOME).free
    if free < needed:
        raise NotUpgraded(
            f"{free / 1e9:.1f} GB are free and about {needed / 1e9:.1f} GB are needed for the backup and new tables. "
            "Make room, then try again; nothing was changed."
        )


def _migrate(kept: Path) -> None:
    try:
        readiness.migrate()
    except DatabaseError as error:
        raise NotUpgraded(
            f"The database could not be brought to this version: {' '.join(str(error).split())}. Install the version "
            f"from before and run `trifecta restore {kept} --replace`; then report this."
        ) from error
