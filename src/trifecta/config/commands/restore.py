"""`trifecta restore`: bring a desk back from the file of a backup."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from trifecta.config.safety import progress, proving, restoring
from trifecta.config.safety.archive import Reader


@click.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Put it in place of the desk that is here, which is backed up first.")
@click.option("--verify/--no-verify", default=True, show_default=True, help="Replay the log afterwards.")
def command(file: Path, replace: bool, verify: bool) -> None:  # noqa: FBT001
    """
    Bring a desk back, into an empty home or an empty database.

    Nothing is changed before all of the file has been held against its checksums; a restore that is killed leaves what
    was there or, from then on, is finished by the next command. Numbers are computed anew.

    \b
    Examples:
      TRIFECTA_HOME=/srv/new trifecta restore desk-monday.zip
      trifecta restore desk-monday.zip --replace
    """
    reader = Reader(file)
    with progress.of_bytes(reader.size) as bar:
        done = restoring.restore(reader, replaces=replace, at=timezone.now(), watch=bar.update)
    if done.kept:
        click.echo(f"What was here is kept in {done.kept}.")
    click.echo(f"The desk of {file} is in {settings.HOME}.")
    if done.back:
        click.echo(
            f"Erased since, and back with the backup: {', '.join(done.back)}. `trifecta erase-person` forgets them."
        )
    if verify:
        proving.prove()
