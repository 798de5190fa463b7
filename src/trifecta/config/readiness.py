"""A new home sets itself up at first use: tables, cache, the desk's folders."""

from __future__ import annotations

import click
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from trifecta.base.errors import TrifectaError


class NoDatabase(TrifectaError):
    """The database cannot be reached."""


def pending_migrations() -> int:
    """How many migrations are still to be run. Raises NoDatabase."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise NoDatabase(f"The database does not answer: {reason}. Check TRIFECTA_DATABASE_URL.") from error
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def ensure_ready() -> None:
    """Bring the database to this version; quick when there is nothing to do. Raises NoDatabase."""
    if not pending_migrations():
        return
    click.echo("Preparing the database …", err=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    (settings.HOME / "files").mkdir(exist_ok=True)
