"""`trifecta verify`: replay the whole log and hold it against the rows."""

from __future__ import annotations

import click

from trifecta.config import readiness
from trifecta.config.safety import proving


@click.command
def command() -> None:
    """
    Replay the whole log and hold it against the rows; exits with 1 if a row is not what its story says.

    The desk may go on serving.

    \b
    Example:
      trifecta verify
    """
    readiness.ensure_ready()
    proving.prove()
