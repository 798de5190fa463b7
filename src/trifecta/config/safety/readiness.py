"""A new home sets itself up at first use: tables, cache, the desk's folders."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

import click
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from trifecta.base.errors import TrifectaError
from trifecta.config.safety import occupancy


class NoDatabase(TrifectaError):
    """The database cannot be reached."""


class NoDesk(TrifectaError):
    """Nothing has been set up here."""


class NewerDesk(TrifectaError):
    """A newer version has been at work here."""


def pending_steps() -> list[str]:
    """The migrations that are still to be run. Raises NoDatabase, NewerDesk."""
    executor = _executor()
    _require_not_newer(executor)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _is_backward in plan]


def unknown_steps(applied: Iterable[tuple[str, str]]) -> list[str]:
    """Those of the migrations (app, name) that this version does not know: a newer one made them."""
    return _unknown(applied, MigrationLoader(None))


def _executor() -> MigrationExecutor:
    try:
        return MigrationExecutor(connection)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise NoDatabase(f"The database does not answer: {reason}. Check TRIFECTA_DATABASE_URL.") from error


def require_desk() -> None:
    """For what leaves the database as it is, of an older version or not. Raises NoDatabase, NewerDesk, NoDesk."""
    pending_steps()
    if not connection.introspection.table_names():
        raise NoDesk(f"There is no desk in {settings.HOME} yet.")


def ensure_ready() -> None:
    """
    Bring the database to this version; quick when there is nothing to do.

    A desk that has been lived in is not changed under those who use it. Raises NoDatabase, NewerDesk, InUse.
    """
    if not pending_steps():
        return
    click.echo("Preparing the database …", err=True)
    try:
        with occupancy.alone() if connection.introspection.table_names() else contextlib.nullcontext():
            migrate()
    except occupancy.InUse as error:
        raise occupancy.InUse(
            f"The database is of an older version of Trifecta. {error} Or run `trifecta upgrade`."
        ) from error


def migrate() -> None:
    """Bring the database to this version. The caller is alone."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    (settings.HOME / "files").mkdir(exist_ok=True)


def _require_not_newer(executor: MigrationExecutor) -> None:
    if newer := _unknown(executor.loader.applied_migrations, executor.loader):
        raise NewerDesk(
            f"A newer version of Trifecta has been at work here ({newer[0]}), and this one would not understand it. "
            "Install that version again, or restore a backup from before the upgrade."
        )


def _unknown(applied: Iterable[tuple[str, str]], loader: MigrationLoader) -> list[str]:
    known = loader.disk_migrations.keys() | loader.replacements.keys()
    return [f"{app}.{name}" for app, name in sorted(applied) if (app, name) not in known]
