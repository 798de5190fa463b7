"""`trifecta sweep`: notice once which promises were broken and which thresholds passed."""

from __future__ import annotations

import click
from django.utils import timezone

from trifecta.config.safety import readiness
from trifecta.promises import sweep


@click.command
def command() -> None:
    """
    Stamp every deadline and threshold that has passed by now, each with its own moment. The worker does it by itself.

    \b
    Example:
      trifecta sweep
    """
    readiness.ensure_ready()
    count, at = 0, timezone.now()
    while looked_at := sweep.sweep(at=at):
        count += looked_at
    click.echo(f"Looked at {count:,} tickets.")
