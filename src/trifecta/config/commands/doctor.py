"""`trifecta doctor`: say what is set up, what is missing and what to do."""

from __future__ import annotations

import sys

import click
from django.utils import timezone

from trifecta.config import checkup


@click.command
def command() -> None:
    """
    Say what is set up, what is missing and what to do; exits with 1 if the desk cannot work.

    \b
    Example:
      trifecta doctor
    """
    is_blocked = False
    for found in checkup.findings(at=timezone.now()):
        mark = "✗" if found.is_blocking else "!" if found.advice else "✓"
        click.echo(f"{mark} {found.subject:<14} {found.text}")
        if found.advice:
            click.echo(f"  {'':<14} → {found.advice}")
        is_blocked = is_blocked or found.is_blocking
    sys.exit(1 if is_blocked else 0)
