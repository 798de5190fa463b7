"""`trifecta backup`: keep the whole desk in one file, while it serves."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from trifecta.config.safety import making, progress, readiness


@click.command
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]")
def command(file: Path | None) -> None:
    """
    Keep the whole desk in one file: database, secret key, files, and the rejects of imports.

    The desk may go on serving; the file holds it as of one moment, and has its name only once it is whole. Who holds
    the file can read the desk and sign in as anyone: keep it as you keep the desk.

    \b
    Examples:
      trifecta backup
      trifecta backup /backups/desk-monday.zip
    """
    readiness.require_desk()
    at = timezone.now()
    target = (file or Path(making.default_name(at))).absolute()
    with progress.of_bytes(making.size()) as bar:
        made = making.back_up(target, at=at, watch=bar.update)
    size = target.stat().st_size
    told = f"{made.counts['log.Entry']:,} entries of the log, {made.counts['tickets.Ticket']:,} tickets"
    click.echo(f"{target}: {told}; {size / 1e6:,.2f} MB.")
