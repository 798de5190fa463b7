"""`trifecta verify`: replay the whole log and hold it against the rows."""

from __future__ import annotations

import click

from trifecta.config.safety import proving, readiness


@click.command
@click.option("--repair", is_flag=True, help="Write the rows that differ anew from the log.")
def command(repair: bool) -> None:  # noqa: FBT001
    """
    Replay the whole log and hold it against the rows; exits with 1 if a row is not what its story says.

    The desk may go on serving.

    \b
    Examples:
      trifecta verify
      trifecta verify --repair
    """
    readiness.ensure_ready()
    proving.prove(repairs=repair)
