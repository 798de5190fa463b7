"""`trifecta upgrade`: bring the desk to this version, with a backup from before."""

from __future__ import annotations

import click
from django.utils import timezone

from trifecta.config.safety import upgrading


@click.command
def command() -> None:
    """
    Bring the desk to this version: check it, back it up, bring its tables up to date, and say what changed.

    Columns that are new are filled from the log. Stop the desk first. A desk that a newer version has written to is
    refused. Killed at any moment, the desk is at one version or on its way to the other, and the same command goes on.

    \b
    Example:
      trifecta upgrade
    """
    done = upgrading.upgrade(at=timezone.now(), say=click.echo)
    click.echo(f"{len(done.steps)} steps done." if done.steps else "The desk is at this version.")
    if done.news:
        click.echo(f"\n{done.news}")
    if done.kept:
        click.echo("\nStart the desk again. To go back, install the version from before and restore that backup.")
